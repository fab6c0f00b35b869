/** A generator that is defined elsewhere: by one of clan's services, or in a module written by hand. */
export class ClanGenerator {
  constructor(
    /** Its name under `clan.core.vars.generators`. */
    readonly name: string,
  ) {}
}
