import { timezones } from "../../knowledge/timezones.js";
import { type NearName, nearestName } from "../file/nearestName.js";

/** Names of the same zones that `zone.tab` does not have. Source: tz database 2025b (`timezonesVersion`), tzdata.zi, each compared with its link. */
const otherNames: Readonly<Record<string, string>> = {
  "etc/utc": "UTC",
  "etc/uct": "UTC",
  "etc/universal": "UTC",
  "etc/zulu": "UTC",
  uct: "UTC",
  universal: "UTC",
  zulu: "UTC",
  utc: "UTC",
  "us/eastern": "America/New_York",
  "us/central": "America/Chicago",
  "us/mountain": "America/Denver",
  "us/pacific": "America/Los_Angeles",
  "us/alaska": "America/Anchorage",
  "us/arizona": "America/Phoenix",
  "us/hawaii": "Pacific/Honolulu",
  "asia/calcutta": "Asia/Kolkata",
  "asia/saigon": "Asia/Ho_Chi_Minh",
  "europe/kiev": "Europe/Kyiv",
  turkey: "Europe/Istanbul",
  israel: "Asia/Jerusalem",
  japan: "Asia/Tokyo",
  singapore: "Asia/Singapore",
  hongkong: "Asia/Hong_Kong",
  prc: "Asia/Shanghai",
  poland: "Europe/Warsaw",
  portugal: "Europe/Lisbon",
  "australia/act": "Australia/Sydney",
  "australia/nsw": "Australia/Sydney",
  "australia/victoria": "Australia/Melbourne",
  "australia/queensland": "Australia/Brisbane",
};

/** Zones of the same time as UTC that are no links to it: their programs say GMT. Source: as above. */
const greenwich = new Set(["gmt", "etc/gmt"]);

/** The zone that a name means: the same zone under another name, in other letters, or the one that looks alike. */
export function nearestTimezone(name: string): NearName | undefined {
  const lower = name.toLowerCase().replaceAll(" ", "_");
  if (Object.hasOwn(otherNames, lower)) return { name: otherNames[lower] ?? "", isSure: true };
  if (greenwich.has(lower)) return { name: "UTC", isSure: false };
  const names = timezones.split(/\s+/);
  const exact = names.find((each) => each.toLowerCase() === lower);
  if (exact !== undefined) return { name: exact, isSure: true };
  const near = nearestName(name, names);
  return near && { name: near.name, isSure: false };
}
