import type { Question } from "../answers.js";
import { type Container, hasFeature, isUnprivileged } from "../container/container.js";
import { knowsDevN } from "../container/devices.js";
import { freeKey } from "../container/freeKeys.js";
import { isSince } from "../container/releases.js";
import { mountedVolumes } from "../container/volumes.js";
import { enableFuse, enableFuseTitle, superfluousWithFuse } from "../rules/enableFuse.js";
import { setFeatures } from "../rules/features/setFeatures.js";
import { unsetFeature } from "../rules/features/unsetFeature.js";
import { appendToMain, insertSetting } from "../rules/fixes.js";
import type { TextEdit } from "../syntax/edit.js";
import { passDevices, rawLine, withdrawDevices } from "./passedDevices.js";
import type { Recipe } from "./recipe.js";
import { containerTemplate } from "./template.js";

const nvidiaNodes = [
  "/dev/nvidia0",
  "/dev/nvidiactl",
  "/dev/nvidia-modeset",
  "/dev/nvidia-uvm",
  "/dev/nvidia-uvm-tools",
];

/** The recipes, in the order in which people ask for them. Source: the recipes of published guides, each reduced to what the programs need. */
export const recipes: readonly Recipe[] = [
  {
    id: "fuse",
    title: enableFuseTitle,
    detail: "AppImage, rclone, sshfs, fuse-overlayfs",
    fits: () => true,
    edits: enableFuse,
    removal: (container) => [...unsetFeature(container, "fuse"), ...superfluousWithFuse(container)],
    notes: () => [],
  },
  {
    id: "docker",
    title: "Run Docker in this container",
    detail: "nesting, and keyctl where it is needed",
    fits: isProxmox,
    // A privileged container has the key ring of the kernel anyway.
    edits: (container) => setFeatures(container, isUnprivileged(container) ? ["keyctl", "nesting"] : ["nesting"]),
    removal: () => [],
    notes: (container) => [
      "Restart the container, then install Docker in it.",
      ...(hasFeature(container, "fuse")
        ? []
        : [
            "If Docker falls back to the slow storage driver `vfs` (on ZFS before OpenZFS 2.2), enable FUSE too and set `fuse-overlayfs` as its storage driver.",
          ]),
    ],
  },
  devices("tun", "Pass /dev/net/tun", "Tailscale, WireGuard, OpenVPN", ["/dev/net/tun"], {
    notes: [
      "If the node is not on the host yet: `modprobe tun`, and `echo tun > /etc/modules-load.d/tun.conf` for every boot.",
    ],
  }),
  devices(
    "render",
    "Pass the Intel or AMD graphics card",
    "hardware transcoding with VA-API: Jellyfin, Plex, Frigate",
    ["/dev/dri/renderD128"],
    {
      notes: [
        "In the container `getent group render` tells the number of its group: add it to the line as `,gid=NUMBER`, and put the program's user into the group.",
        "With several cards `ls -l /dev/dri/by-path` on the host tells which one is `renderD128`.",
      ],
    },
  ),
  devices("nvidia", "Pass the NVIDIA graphics card", "CUDA and NVENC, with all nodes", nvidiaNodes, {
    needsDevN: true,
    notes: [
      "The nodes exist once the driver has been used on the host: run `nvidia-smi` and `nvidia-modprobe -u -c 0` there at each boot.",
      "Install the same version of the driver in the container, with `--no-kernel-module`.",
    ],
  }),
  devices("coral-pcie", "Pass the Coral TPU (PCIe)", "Frigate, with the card in a slot", ["/dev/apex_0"], {
    notes: ["The node is made by the module `apex` on the host (package `gasket-dkms`)."],
  }),
  devices(
    "coral-usb",
    "Pass the Coral TPU (USB)",
    "all USB devices, because its number changes when it starts",
    ["/dev/bus/usb"],
    {
      isDirectory: true,
      notes: [
        'In an unprivileged container the nodes need rights for everybody: on the host a udev rule such as `SUBSYSTEM=="usb", ATTR{idVendor}=="18d1", MODE="0666"` (and `1a6e` before it has started).',
      ],
    },
  ),
  devices("kvm", "Pass /dev/kvm", "virtual machines in the container", ["/dev/kvm"], {
    notes: ["In the container the user needs the group `kvm`: `getent group kvm` tells its number for `,gid=NUMBER`."],
  }),
  {
    id: "usb-serial",
    title: "Pass a USB serial adapter",
    detail: "Zigbee, Z-Wave, by a name that stays",
    question: {
      prompt: "The adapter's name; `ls /dev/serial/by-id` on the host lists them",
      example: "/dev/serial/by-id/usb-Silicon_Labs_Sonoff_Zigbee_3.0_0001-if00-port0",
      pattern: "^/dev/serial/by-id/[^\\s,]+$",
    },
    fits: knowsDevN,
    edits: (container, path) => passDevices(container, [path]),
    removal: (container) =>
      withdrawDevices(
        container,
        container.devices.flatMap(({ path }) => (path?.text.startsWith("/dev/serial/by-id/") ? [path.text] : [])),
      ),
    notes: () => ["Restart the container after the adapter was plugged in again."],
  },
  {
    id: "bind-mount",
    title: "Mount a folder of the host",
    detail: "shared files, with the user 1000 of the container as their owner",
    question: folder("The folder on the host", "/srv/media"),
    fits: () => true,
    edits: mountFolder,
    removal: () => [],
    notes: ownership,
  },
  {
    id: "network-share",
    title: "Mount an NFS or CIFS share through the host",
    detail: "the host mounts it, the container gets the folder",
    question: folder("Where the host mounts the share", "/mnt/nas"),
    fits: () => true,
    edits: mountFolder,
    removal: () => [],
    notes: (container, path) => [
      `Mount the share on the host first, by a line in its /etc/fstab: \`NAS:/export ${path} nfs _netdev,x-systemd.automount 0 0\`, or \`//NAS/share ${path} cifs credentials=/root/.nas,uid=101000,gid=101000,_netdev 0 0\`.`,
      ...(isUnprivileged(container)
        ? ["Of a CIFS share `uid=101000` is the user 1000 of an unprivileged container."]
        : []),
    ],
  },
  {
    id: "template",
    title: "Write the config of a new container",
    detail: "what the web interface writes, for an empty file",
    fits: (container) => isProxmox(container) && container.document.text.trim() === "",
    edits: (container) => [{ start: 0, end: container.document.text.length, newText: containerTemplate(container) }],
    removal: () => [],
    notes: () => [
      "The volume has to exist: `pct create` makes config and volume in one go, and `pvesm alloc local-lvm CTID vm-CTID-disk-0 8G` the volume alone.",
    ],
  },
];

interface DeviceOptions {
  readonly notes: readonly string[];
  readonly needsDevN?: boolean;
  /** `devN` passes single nodes. */
  readonly isDirectory?: boolean;
}

function devices(id: string, title: string, detail: string, paths: readonly string[], options: DeviceOptions): Recipe {
  const { notes, needsDevN = false, isDirectory = false } = options;
  return {
    id,
    title,
    detail,
    fits: (container) => !needsDevN || knowsDevN(container),
    edits: (container) => passDevices(container, paths, isDirectory),
    removal: (container) => withdrawDevices(container, paths),
    notes: () => notes,
  };
}

function isProxmox({ document }: Container): boolean {
  return document.dialect === "proxmox";
}

function folder(prompt: string, example: string): Question {
  return { prompt, example, pattern: "^/[^\\s,:]+$" };
}

/** The folder appears at `/mnt/NAME` in the container. */
function mountFolder(container: Container, path: string): readonly TextEdit[] {
  const name = path.replace(/\/+$/, "").replace(/^.*\//, "");
  const isMounted =
    mountedVolumes(container).some(({ source }) => source?.text === path) ||
    container.mountEntries.some(({ source }) => source?.decoded === path);
  if (name === "" || isMounted) return [];
  if (!isProxmox(container)) {
    const entry = `${path} mnt/${name} none bind,create=dir 0 0`;
    return [appendToMain(container, [rawLine(container, "lxc.mount.entry", entry)])];
  }
  const idmap = isUnprivileged(container) && mapsOneMount(container) ? ",idmap=u:1000:1000:1;g:1000:1000:1" : "";
  return [insertSetting(container, freeKey(container, "mp"), `${path},mp=/mnt/${name}${idmap}`)];
}

/** A mount point can have an ID map of its own. Source: pve-container 6.1.10, run. */
function mapsOneMount(container: Container): boolean {
  return isProxmox(container) && isSince(container.target.proxmox, "9.2");
}

/** Whose files they are in the container. */
function ownership(container: Container, path: string): readonly string[] {
  if (!isUnprivileged(container)) return [];
  return mapsOneMount(container)
    ? [
        "The user and the group 1000 are the same in the container and on the host, for this mount alone. Write other numbers into `idmap` for another user.",
      ]
    : [`On the host the user 1000 of the container is 101000: \`chown -R 101000:101000 ${path}\` lets it write there.`];
}
