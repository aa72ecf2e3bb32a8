/** An ordered way to another thread, process or program: what one side sends, the other hears, until it closes. */
export interface Pipe {
  /**
   * Sends a value of JSON types, typed arrays, ArrayBuffer, Date, Map, Set, bigint and undefined. Does nothing once the
   * pipe is closed.
   */
  send(value: unknown): void;
  /** Starts to listen; called once. What arrived before is heard too. */
  onValue(listen: (value: unknown) => void): void;
  /** Hears once that the other side is gone, and why. */
  onClose(listen: (reason: string) => void): void;
  close(): void;
}
