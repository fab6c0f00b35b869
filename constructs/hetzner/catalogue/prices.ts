/** Day (ISO 8601) of the prices in this file. */
export const PRICES_DATE = "2026-07-23";

/** Sources of the prices. */
export const PRICES_SOURCE =
  "https://docs.hetzner.com/general/infrastructure-and-availability/price-adjustment/";

/**
 * Euros a month for a server type in Hetzner's European locations, without VAT and without an address, for servers
 * that are ordered now: those from before an adjustment keep their price.
 *
 * Source: Hetzner's `GET /v1/pricing` for hel1 in a public record of 2026-07-23; Hetzner's documentation of its
 * price adjustment of 2026-06-15 says the same.
 */
const SERVERS: { readonly [type: string]: number } = {
  cx23: 5.49,
  cx33: 8.49,
  cx43: 15.99,
  cx53: 29.49,
  cpx12: 11.49,
  cpx22: 19.49,
  cpx32: 35.49,
  cpx42: 69.49,
  cpx52: 100.49,
  cpx62: 129.99,
  cax11: 5.99,
  cax21: 10.49,
  cax31: 20.99,
  cax41: 40.99,
  ccx13: 42.99,
  ccx23: 85.99,
  ccx33: 138.49,
  ccx43: 275.99,
  ccx53: 533.49,
  ccx63: 853.49,
};

/** Euros a month for an IPv4 address, without VAT. Source: public copies of Hetzner's price list, 2026-07. */
const IPV4 = 0.5;

/** Euros a month for a GB of a volume, without VAT. Source: a public record of `GET /v1/pricing` of 2026-05-27. */
const VOLUME_GB = 0.0572;

/** Price of backups as a share of the server price. Source: public copies of Hetzner's price list, 2026-07. */
const BACKUPS = 0.2;

/** The parts of a server that determine its price. */
interface Priced {
  readonly type: { readonly name: string };
  readonly location: { readonly networkZone: string };
  readonly backups?: boolean;
  readonly volumes?: readonly { readonly sizeGb: number }[];
}

/** Euros a month for a server with its volumes, addresses and backups, without VAT; undefined if unknown. */
export function monthlyEuros({
  type,
  location,
  backups = false,
  volumes = [],
}: Priced): number | undefined {
  const server = SERVERS[type.name];
  if (server === undefined || location.networkZone !== "eu-central") return undefined;
  const storage = volumes.reduce((sum, { sizeGb }) => sum + sizeGb * VOLUME_GB, 0);
  const cents = 100 * (server * (backups ? 1 + BACKUPS : 1) + IPV4 + storage);
  return Math.round(cents) / 100;
}
