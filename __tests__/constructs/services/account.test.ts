import { expect, it } from "vitest";
import { ClanService, inputModule, Tag, User, UserAccount } from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { mixed } from "../../support/mixed-fleet";
import { describeWrongFleets } from "../../support/wrong-fleets";

describeWrongFleets("a wrong account", [
  {
    mistake: "a duplicate account on a machine",
    declare: () =>
      mixed(({ fleet, cinnabar, server, crs58 }) => {
        new UserAccount(fleet, "crs58", { user: crs58, machines: [cinnabar] });
        new UserAccount(fleet, "servers", { user: crs58, machines: [server] });
      }),
    path: "infra/account:servers",
    code: "account-repeated",
    says: [
      "account of crs58",
      "where crs58 also creates it",
      '["cinnabar"]',
      "from one UserAccount",
    ],
  },
  {
    mistake: "an account without a machine",
    declare: () =>
      mixed(({ fleet, crs58 }) => new UserAccount(fleet, "users", { user: crs58, machines: [] })),
    path: "infra/account:users",
    code: "service-without-machines",
    says: ["service has no machines, so it has no effect"],
  },
  {
    mistake: "an account on a Mac without a uid",
    declare: () =>
      mixed(({ fleet, blackphos }) => {
        const guest = new User(fleet, "visitor");
        new UserAccount(fleet, "users-visitor", { user: guest, machines: [blackphos] });
      }),
    path: "infra/account:users-visitor",
    code: "account-without-uid",
    says: ["account of visitor on a Mac has no uid: null", "501", "id -u visitor"],
  },
  {
    mistake: "groups for an account only on Macs",
    declare: () =>
      mixed(({ fleet, crs58, blackphos }) => {
        new UserAccount(fleet, "users", { user: crs58, machines: [blackphos], groups: ["wheel"] });
      }),
    path: "infra/account:users",
    code: "account-prop-without-effect",
    says: ['account of crs58 has props without effect on its Macs: ["groups"]', "macOS settings"],
  },
  {
    mistake: "two people with the same uid on a Mac",
    declare: () =>
      mixed(({ fleet, crs58, blackphos, rosegold }) => {
        const visitor = new User(fleet, "visitor", { uid: 501 });
        new UserAccount(fleet, "users", { user: crs58, machines: [blackphos, rosegold] });
        new UserAccount(fleet, "guests", { user: visitor, machines: [rosegold] });
      }),
    path: "infra/account:guests",
    code: "account-uid-shared",
    says: ["duplicate uid of visitor and crs58 on the same machine", '"rosegold":501', "id -u"],
  },
  {
    mistake: "a shell for root only on Macs",
    declare: () =>
      mixed(({ fleet }) => {
        const root = { user: User.ROOT, machines: [Tag.DARWIN], shell: "fish" } as const;
        new UserAccount(fleet, "users-root", root);
      }),
    path: "infra/account:users-root",
    code: "account-prop-without-effect",
    says: ["account of root has props without effect on its Macs", '["shell"]', "person"],
  },
  {
    mistake: "a home on a machine without home-manager",
    declare: () =>
      mixed(({ fleet, blackphos }) => {
        const home = { stateVersion: "25.11" };
        const visitor = new User(fleet, "visitor", { uid: 502, home });
        new UserAccount(fleet, "users-visitor", { user: visitor, machines: [blackphos] });
      }),
    path: "infra/account:users-visitor",
    code: "home-without-home-manager",
    says: ["visitor has a home on machines without home-manager", '["blackphos"]', "inputModule"],
  },
]);

it("people with the same uid can each have a Mac, because macOS assigns 501 to the first user", () => {
  const { app, fleet, crs58, blackphos, rosegold } = mixed();
  const visitor = new User(fleet, "visitor", { uid: 501 });
  new UserAccount(fleet, "users", { user: crs58, machines: [blackphos] });
  new UserAccount(fleet, "guests", { user: visitor, machines: [rosegold] });
  expect(issuesOf(app)).toEqual([]);
});

it("a home can use home-manager from an extra module of a role", () => {
  const { app, fleet, blackphos } = mixed();
  const visitor = new User(fleet, "visitor", { uid: 502, home: { stateVersion: "25.11" } });
  new UserAccount(fleet, "guests", { user: visitor, machines: [blackphos] });
  const extraModules = [inputModule("home-manager", "darwin", "home-manager")];
  const roles = { default: { machines: [blackphos], extraModules } };
  new ClanService(fleet, "home-manager", { service: "importer", roles });
  expect(issuesOf(app)).toEqual([]);
});
