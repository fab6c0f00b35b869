import { Fleet, type FleetApp } from "../constructs";
import { declareDeviations } from "./deviations";
import { declareFeatures } from "./features";
import { declareMachines, type Machines } from "./machines";
import { declareMigration } from "./migration";
import { declarePeople } from "./people";
import { declareServices } from "./services";
import { declareTags } from "./tags";

/** Declares the PRD's fleet: one VPS and four Macs. */
export function infra(app: FleetApp): Machines {
  const fleet = new Fleet(app, "infra", { description: "an always-on VPS and four workstations" });
  const tags = declareTags(fleet);
  const features = declareFeatures(fleet);
  const people = declarePeople(fleet, features);
  const machines = declareMachines(fleet, tags, people, features);
  declareServices(fleet, tags, machines, people);
  declareDeviations(fleet);
  declareMigration(fleet, machines);
  return machines;
}
