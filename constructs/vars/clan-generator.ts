import { brand, hasBrand } from "../brand";

const CLAN_GENERATOR = Symbol.for("nix-fleet.ClanGenerator");

/** A generator outside the fleet: of one of clan's services, or in a hand-written module. */
export class ClanGenerator {
  static isClanGenerator(value: unknown): value is ClanGenerator {
    return hasBrand(value, CLAN_GENERATOR);
  }

  /** Distinguishes it from a generator of the fleet. */
  readonly isDefinedElsewhere = true;

  constructor(
    /** Its name under `clan.core.vars.generators`. */
    readonly name: string,
  ) {
    brand(this, CLAN_GENERATOR);
  }
}
