import { Fleet, type FleetApp } from "../constructs";
import { declareMachines, type Machines } from "./machines";
import { declarePeople } from "./people";
import { declareTags } from "./tags";

/** Declares the PRD's fleet: one VPS and four Macs. */
export function infra(app: FleetApp): Machines {
  const fleet = new Fleet(app, "infra");
  const tags = declareTags(fleet);
  const people = declarePeople(fleet);
  return declareMachines(fleet, tags, people);
}
