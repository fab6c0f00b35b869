import { ApiError } from "./api-error";

export interface Labels {
  readonly [key: string]: string;
}

export interface CloudObject {
  readonly id: number;
  name: string;
  labels: Labels;
  deleteProtection: boolean;
}

/** What a collection needs of the cloud it is part of. */
export interface Api {
  /** Records a request and fails it if a test said so. */
  request(line: string): Promise<void>;
  nextId(): number;
}

/**
 * All objects of one kind in the project, in order of creation. What returns a promise is an API
 * request; the rest is for tests and leaves no trace.
 */
export class Collection<Item extends CloudObject> {
  private readonly items = new Map<number, Item>();

  constructor(
    private readonly api: Api,
    private readonly path: string,
    private readonly onRemove: (item: Item) => void = () => {},
  ) {}

  async create(build: (id: number) => Item): Promise<Item> {
    await this.api.request(`POST /${this.path}`);
    const item = build(this.api.nextId());
    if (this.all().some(({ name }) => name === item.name)) {
      throw new ApiError("uniqueness_error", `"${item.name}" is already used in /${this.path}`);
    }
    this.items.set(item.id, item);
    return item;
  }

  /** By numeric id, as number or text. */
  async get(id: number | string): Promise<Item | undefined> {
    await this.api.request(`GET /${this.path}/${id}`);
    return this.items.get(Number(id));
  }

  async require(id: number | string): Promise<Item> {
    const item = await this.get(id);
    if (item === undefined) throw new ApiError("not_found", `/${this.path}/${id} not found`);
    return item;
  }

  async update(item: Item, name: string, labels: Labels): Promise<void> {
    await this.api.request(`PUT /${this.path}/${item.id}`);
    item.name = name;
    item.labels = labels;
  }

  /** Asks for an action such as `poweroff`; what it changes is the caller's to change. */
  async act(item: Item, action: string): Promise<void> {
    await this.api.request(`POST /${this.path}/${item.id}/actions/${action}`);
  }

  async protect(item: Item, deleteProtection: boolean): Promise<void> {
    if (item.deleteProtection === deleteProtection) return;
    await this.act(item, "change_protection");
    item.deleteProtection = deleteProtection;
  }

  /** One that is gone already is no error. */
  async delete(id: number | string): Promise<void> {
    await this.api.request(`DELETE /${this.path}/${id}`);
    const item = this.items.get(Number(id));
    if (item?.deleteProtection) {
      throw new ApiError("protected", `deletion of /${this.path}/${id} is protected`);
    }
    if (item !== undefined) this.discard(item);
  }

  all(): Item[] {
    return [...this.items.values()];
  }

  /** Throws if there is none of that name. */
  named(name: string): Item {
    const item = this.all().find((candidate) => candidate.name === name);
    if (item === undefined) throw new Error(`no "${name}" in /${this.path}`);
    return item;
  }

  /** Removes an object behind Terraform's back, protected or not. */
  remove(name: string): void {
    this.discard(this.named(name));
  }

  private discard(item: Item): void {
    this.items.delete(item.id);
    this.onRemove(item);
  }
}
