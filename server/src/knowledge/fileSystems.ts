import type { Facts, FileSystemFact } from "./fact.js";

const run = "mounted in a user namespace with namespaces of its own, kernel 6.18, run";
const started = "liblxc 6.0.6, started unprivileged; kernel 6.18, run";
const refusedRun = "kernel 6.18, EPERM in a user namespace, run";
const kernel = "kernel source (FS_USERNS_MOUNT), not run";

/**
 * File systems as the third field of a mount entry may name them. LXC hands the name to mount(2): no helper such as
 * `mount.nfs` or `mount.fuse` is run, so names like `auto`, `none` or `fuse.sshfs` without `bind` mean ENODEV or EINVAL.
 */
export const fileSystems: Facts<FileSystemFact> = {
  tmpfs: {
    summary:
      "Files in memory, gone when the container stops. Give it a `size`, or it takes up to half of the host's memory.",
    source: started,
    mountableUnprivileged: true,
    names: "any",
  },
  overlay: {
    summary:
      "Layers of directories shown as one: `lowerdir`, `upperdir`, `workdir`. In an unprivileged container from kernel 5.11 on.",
    source: run,
    mountableUnprivileged: true,
    names: "any",
  },
  proc: {
    summary: "The kernel's view of the container's processes. LXC mounts it itself through `lxc.mount.auto`.",
    source: started,
    mountableUnprivileged: true,
    names: "any",
  },
  sysfs: {
    summary:
      "The kernel's view of devices and modules. In an unprivileged container only together with a network namespace of its own; LXC mounts it itself through `lxc.mount.auto`.",
    source: `${run}; EPERM without a network namespace of its own, started`,
    mountableUnprivileged: true,
    names: "any",
  },
  devpts: {
    summary: "The pseudo-terminals. LXC mounts it itself.",
    source: run,
    mountableUnprivileged: true,
    names: "any",
  },
  mqueue: { summary: "POSIX message queues.", source: run, mountableUnprivileged: true, names: "any" },
  cgroup2: {
    summary: "The control groups, version 2. LXC mounts it itself through `lxc.mount.auto`.",
    source: run,
    mountableUnprivileged: true,
    names: "any",
  },
  cgroup: {
    summary:
      "The control groups, version 1, which today's hosts no longer have. An unprivileged container cannot mount it.",
    source: "liblxc 6.0.6, started unprivileged: EPERM; kernel 6.18, run",
    mountableUnprivileged: false,
    names: "any",
  },
  fuse: {
    summary:
      "A file system served by a program. As a mount entry it fails, because no program has opened `/dev/fuse` yet: give the container `features: fuse=1` and mount inside.",
    source: "liblxc 6.0.6, started unprivileged: EINVAL; kernel source (FS_USERNS_MOUNT, since 4.18)",
    mountableUnprivileged: true,
    names: "any",
  },
  fuseblk: {
    summary: "A file system on a block device, served by a program such as ntfs-3g.",
    source: kernel,
    mountableUnprivileged: false,
    names: "device",
  },
  nfs: {
    summary:
      "A share of an NFS server. The kernel refuses it in an unprivileged container, and as a mount entry nobody looks up the server's name: mount it on the host and bind the directory.",
    source: kernel,
    mountableUnprivileged: false,
    names: "share",
  },
  nfs4: {
    summary:
      "A share of an NFS server, version 4. The kernel refuses it in an unprivileged container: mount it on the host and bind the directory.",
    source: kernel,
    mountableUnprivileged: false,
    names: "share",
  },
  cifs: {
    summary:
      "A share of a Windows or Samba server. The kernel refuses it in an unprivileged container: mount it on the host and bind the directory.",
    source: kernel,
    mountableUnprivileged: false,
    names: "share",
  },
  smb3: {
    summary:
      "A share of a Windows or Samba server, newer protocol only. The kernel refuses it in an unprivileged container.",
    source: kernel,
    mountableUnprivileged: false,
    names: "share",
  },
  ext4: {
    summary:
      "Linux' usual file system on a block device. The kernel refuses it in an unprivileged container: mount it on the host, or use `mpN`.",
    source: `liblxc 6.0.6, started unprivileged: EPERM; ${refusedRun}`,
    mountableUnprivileged: false,
    names: "device",
  },
  xfs: {
    summary:
      "A file system on a block device. The kernel refuses it in an unprivileged container: mount it on the host, or use `mpN`.",
    source: refusedRun,
    mountableUnprivileged: false,
    names: "device",
  },
  btrfs: {
    summary:
      "A file system on a block device. The kernel refuses it in an unprivileged container: mount it on the host, or use `mpN`.",
    source: refusedRun,
    mountableUnprivileged: false,
    names: "device",
  },
  zfs: {
    summary:
      "A ZFS dataset. In an unprivileged container only a dataset that was handed to its user namespace before, which a container that is just starting cannot have: use `mpN`.",
    source: "OpenZFS, zfs-zone(8), not run",
    mountableUnprivileged: false,
    names: "any",
  },
  ext3: {
    summary: "Linux' former file system on a block device. The kernel refuses it in an unprivileged container.",
    source: kernel,
    mountableUnprivileged: false,
    names: "device",
  },
  ext2: {
    summary: "Linux' first file system on a block device. The kernel refuses it in an unprivileged container.",
    source: kernel,
    mountableUnprivileged: false,
    names: "device",
  },
  vfat: {
    summary: "The file system of USB sticks and EFI partitions. The kernel refuses it in an unprivileged container.",
    source: kernel,
    mountableUnprivileged: false,
    names: "device",
  },
  exfat: {
    summary: "The file system of large memory cards. The kernel refuses it in an unprivileged container.",
    source: kernel,
    mountableUnprivileged: false,
    names: "device",
  },
  ntfs3: {
    summary: "Windows' file system by the kernel's newer driver. The kernel refuses it in an unprivileged container.",
    source: kernel,
    mountableUnprivileged: false,
    names: "device",
  },
  ntfs: {
    summary: "Windows' file system. The kernel refuses it in an unprivileged container.",
    source: kernel,
    mountableUnprivileged: false,
    names: "device",
  },
  f2fs: {
    summary: "A file system for flash memory. The kernel refuses it in an unprivileged container.",
    source: kernel,
    mountableUnprivileged: false,
    names: "device",
  },
  iso9660: {
    summary: "The file system of CDs and ISO images. An image needs a loop device, which LXC does not make.",
    source: kernel,
    mountableUnprivileged: false,
    names: "device",
  },
  udf: {
    summary: "The file system of DVDs. The kernel refuses it in an unprivileged container.",
    source: kernel,
    mountableUnprivileged: false,
    names: "device",
  },
  squashfs: {
    summary: "A packed, read-only file system. An image needs a loop device, which LXC does not make.",
    source: refusedRun,
    mountableUnprivileged: false,
    names: "device",
  },
  erofs: {
    summary: "A packed, read-only file system. An image needs a loop device, which LXC does not make.",
    source: refusedRun,
    mountableUnprivileged: false,
    names: "device",
  },
  ceph: {
    summary:
      "A Ceph file system. The kernel refuses it in an unprivileged container: mount it on the host and bind the directory.",
    source: kernel,
    mountableUnprivileged: false,
    names: "share",
  },
  "9p": {
    summary:
      "A directory of the machine below, for virtual machines. The kernel refuses it in an unprivileged container.",
    source: kernel,
    mountableUnprivileged: false,
    names: "share",
  },
  virtiofs: {
    summary:
      "A directory of the machine below, for virtual machines. The kernel refuses it in an unprivileged container.",
    source: kernel,
    mountableUnprivileged: false,
    names: "share",
  },
  debugfs: {
    summary: "The kernel's debugging files. The kernel refuses it in an unprivileged container.",
    source: `liblxc 6.0.6, started unprivileged: EPERM; ${refusedRun}`,
    mountableUnprivileged: false,
    names: "any",
  },
  tracefs: {
    summary: "The kernel's tracing files. The kernel refuses it in an unprivileged container.",
    source: refusedRun,
    mountableUnprivileged: false,
    names: "any",
  },
  securityfs: {
    summary: "The files of AppArmor and other security modules. The kernel refuses it in an unprivileged container.",
    source: refusedRun,
    mountableUnprivileged: false,
    names: "any",
  },
  bpf: {
    summary: "Pinned BPF programs and maps. The kernel refuses it in an unprivileged container.",
    source: refusedRun,
    mountableUnprivileged: false,
    names: "any",
  },
  binfmt_misc: {
    summary: "Interpreters for foreign program formats. In an unprivileged container from kernel 6.7 on.",
    source: `${run}; since 6.7: kernel source`,
    mountableUnprivileged: true,
    names: "any",
  },
  hugetlbfs: {
    summary: "Memory in large pages. The kernel refuses it in an unprivileged container.",
    source: refusedRun,
    mountableUnprivileged: false,
    names: "any",
  },
  ramfs: {
    summary: "Files in memory without a limit. Use `tmpfs` with a `size`.",
    source: run,
    mountableUnprivileged: true,
    names: "any",
  },
  devtmpfs: {
    summary:
      "The host's device nodes. The kernel refuses it in an unprivileged container; LXC makes a `/dev` of its own.",
    source: refusedRun,
    mountableUnprivileged: false,
    names: "any",
  },
  fusectl: {
    summary: "The control files of FUSE mounts. LXC's templates bind the host's.",
    source: refusedRun,
    mountableUnprivileged: false,
    names: "any",
  },
  configfs: {
    summary: "The kernel's configuration objects. The kernel refuses it in an unprivileged container.",
    source: kernel,
    mountableUnprivileged: false,
    names: "any",
  },
  pstore: {
    summary: "What the kernel saved when it crashed. The kernel refuses it in an unprivileged container.",
    source: refusedRun,
    mountableUnprivileged: false,
    names: "any",
  },
  efivarfs: {
    summary: "The firmware's variables. The kernel refuses it in an unprivileged container.",
    source: kernel,
    mountableUnprivileged: false,
    names: "any",
  },
  autofs: {
    summary: "Mounts on demand, for automount services. The kernel refuses it in an unprivileged container.",
    source: refusedRun,
    mountableUnprivileged: false,
    names: "any",
  },
  rpc_pipefs: {
    summary: "The pipes between the kernel's NFS and its helpers.",
    source: kernel,
    mountableUnprivileged: true,
    names: "any",
  },
  nfsd: {
    summary: "The control files of the kernel's NFS server.",
    source: kernel,
    mountableUnprivileged: true,
    names: "any",
  },
  binder: {
    summary: "The devices of Android's inter-process communication, for Waydroid and the like.",
    source: kernel,
    mountableUnprivileged: true,
    names: "any",
  },
};
