/** What waits in a lane. */
interface Owned {
  /** Whose it is, as a tab. */
  readonly owner: string;
}

interface Lane<Place> {
  readonly owner: string;
  readonly places: Place[];
}

/** What waits with one priority: a lane for each owner, and the owners take turns. */
export class QueueLanes<Place extends Owned> {
  /** The next turn is the first lane's; none is empty. */
  #lanes: Lane<Place>[] = [];

  /** How many places of this owner wait. */
  countOf(owner: string): number {
    return this.#laneOf(owner)?.places.length ?? 0;
  }

  add(place: Place): void {
    const lane = this.#laneOf(place.owner);
    if (lane) lane.places.push(place);
    else this.#lanes.push({ owner: place.owner, places: [place] });
  }

  /** Puts a place before all others. */
  addFirst(place: Place): void {
    const { owner } = place;
    const places = this.#laneOf(owner)?.places ?? [];
    places.unshift(place);
    this.#lanes = [{ owner, places }, ...this.#lanes.filter((lane) => lane.owner !== owner)];
  }

  /** Takes the place whose turn it is; null where none waits. */
  take(): Place | null {
    const lane = this.#lanes.shift();
    const place = lane?.places.shift() ?? null;
    if (lane && lane.places.length > 0) this.#lanes.push(lane);
    return place;
  }

  /** Takes a place out, if it is here. */
  remove(place: Place): void {
    const places = this.#laneOf(place.owner)?.places ?? [];
    const index = places.indexOf(place);
    if (index >= 0) places.splice(index, 1);
    this.#lanes = this.#lanes.filter((lane) => lane.places.length > 0);
  }

  /** All places, in the order in which they would be taken if no other came. */
  all(): readonly Place[] {
    const rounds = Math.max(0, ...this.#lanes.map(({ places }) => places.length));
    return this.#rounds(rounds);
  }

  /** The places that would be taken before a new one of this owner, in order. */
  aheadOf(owner: string): readonly Place[] {
    const own = this.#lanes.findIndex((lane) => lane.owner === owner);
    const before = own < 0 ? this.#lanes : this.#lanes.slice(0, own);
    const round = this.countOf(owner);
    return [...this.#rounds(round), ...placesAt(before, round)];
  }

  #laneOf(owner: string): Lane<Place> | undefined {
    return this.#lanes.find((lane) => lane.owner === owner);
  }

  #rounds(count: number): readonly Place[] {
    return Array.from({ length: count }, (_, round) => placesAt(this.#lanes, round)).flat();
  }
}

function placesAt<Place>(lanes: readonly Lane<Place>[], round: number): readonly Place[] {
  return lanes.flatMap(({ places }) => places.slice(round, round + 1));
}
