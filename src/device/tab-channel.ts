/** A channel between tabs of one origin; what is posted arrives everywhere but here. */
export interface TabChannel<Out, In> {
  post(message: Out): void;
  close(): void;
  /** Set by whoever listens. */
  onMessage: ((message: In) => void) | null;
}

export type OpenTabChannel = <Out, In>(name: string) => TabChannel<Out, In>;

/** The browser's own channels. MessagePorts cannot be handed from tab to tab without a shared worker, which phones lack. */
export const openTabChannel: OpenTabChannel = <Out, In>(name: string): TabChannel<Out, In> => {
  const channel = new BroadcastChannel(name);
  const opened: TabChannel<Out, In> = {
    post: (message) => channel.postMessage(message),
    close: () => channel.close(),
    onMessage: null,
  };
  channel.onmessage = ({ data }: MessageEvent<In>) => opened.onMessage?.(data);
  return opened;
};
