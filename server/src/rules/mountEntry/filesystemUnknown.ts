import { factOf } from "../../container/keys.js";
import { isBindMount, isOptional, type MountEntry, mountOption } from "../../container/mountEntries.js";
import { nearest } from "../../container/nearest.js";
import { fileSystems } from "../../knowledge/fileSystems.js";
import type { Fix } from "../finding.js";
import { replace } from "../fixes.js";
import { defineRule } from "../rule.js";
import { prependOption } from "./completion.js";
import { consequenceOf } from "./consequence.js";
import { isType } from "./fields.js";
import { mistypedBind } from "./optionWords.js";
import { mountedEntries } from "./shape.js";

/** liblxc hands the type to the kernel and runs no helper, so a type that the kernel itself does not have cannot be mounted. */
export const filesystemUnknown = defineRule({
  name: "mount-entry-filesystem-unknown",
  area: "mount-entry",
  severity: "error",
  rejectedBy: "start",
  looksAt: ["lxc.mount.entry"],
  check(container, report) {
    for (const entry of mountedEntries(container)) {
      const { type } = entry;
      if (!type || !entry.options || isBindMount(entry) || mountOption(entry, "move")) continue;
      const isFuse = type.text === "fuse" || type.text === "fuseblk" || type.text.startsWith("fuse.");
      if (
        !isFuse &&
        (isType(type.text) || rareFileSystems.has(type.text) || type.text === "rbind" || type.text === "defaults")
      )
        continue;
      const what =
        isFuse || helpers.has(type.text)
          ? `\`${type.text}\` needs a program that liblxc does not run`
          : `The kernel has no file system \`${type.text}\``;
      report(type, `${what}, so ${consequenceOf(entry)}. ${wishOf(entry, isFuse)}`, {
        rejectedBy: isOptional(entry) ? "ignored" : "start",
        fixes: isFuse ? [] : fixesOf(entry),
      });
    }
  },
});

/** Further types of kernels, in the tree or beside it. Whether a host has one is not for this rule to say. Source: Linux 6.18, fs/. */
const rareFileSystems = new Set(
  `9p adfs affs afs apfs aufs bcachefs beegfs befs bfs coda cpuset cramfs dlmfs drvfs ecryptfs efs exofs freevxfs functionfs gfs2 gpfs hfs
  hfsplus hpfs jffs2 jfs lustre minix mfs msdos ncpfs nilfs2 ocfs2 ocfs2_dlmfs omfs orangefs panfs pvfs2 qnx4 qnx6 reiserfs resctrl romfs
  scoutfs selinuxfs shiftfs smackfs spufs sysv ubifs ufs umsdos unionfs usbfs v7 vboxsf vmhgfs wekafs xenfs zonefs`.split(
    /\s+/,
  ),
);

/** Types that exist only as programs: `mount -t sshfs` runs `mount.sshfs`, liblxc does not. */
const helpers = new Set([
  "ntfs-3g",
  "sshfs",
  "mergerfs",
  "glusterfs",
  "davfs",
  "s3fs",
  "rclone",
  "bindfs",
  "encfs",
  "gocryptfs",
  "smbfs",
]);

function wishOf(entry: MountEntry, isFuse: boolean): string {
  const name = entry.type?.text ?? "";
  if (isFuse || helpers.has(name)) return "Mount it on the host and bind the directory.";
  if (entry.source?.decoded.startsWith("/")) return "Write `none` instead, and `bind` among the options.";
  const meant = nearest(name, Object.keys(fileSystems));
  return meant ? `Write \`${meant}\` instead.` : "Write the name of one that it has instead.";
}

function fixesOf(entry: MountEntry): readonly Fix[] {
  const { type, source } = entry;
  if (!type || helpers.has(type.text)) return [];
  const meant = nearest(
    type.text.toLowerCase(),
    Object.keys(fileSystems).filter((name) => factOf(fileSystems, name)?.names === "any"),
  );
  if (meant && !source?.decoded.startsWith("/"))
    return [{ title: `Write \`${meant}\``, safe: false, edits: [replace(type, meant)] }];
  if (!source?.decoded.startsWith("/")) return [];
  const typo = mistypedBind(entry);
  const bind = typo ? [replace(typo.word, typo.meant)] : prependOption(entry, "bind");
  return [{ title: "Bind the source instead", safe: false, edits: [replace(type, "none"), ...bind] }];
}
