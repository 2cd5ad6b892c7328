/** Says that something the screen shows has changed. Several changes of one turn are told once. */
export interface ChangeSignal {
  readonly changed: () => void;
  /** Sets the only listener; changes before that are told to it at once. */
  listen(listener: () => void): void;
}

export function createChangeSignal(): ChangeSignal {
  let listener: (() => void) | null = null;
  let isPending = false;
  const emit = (): void => {
    if (listener === null) return;
    isPending = false;
    listener();
  };
  return {
    changed() {
      if (isPending) return;
      isPending = true;
      queueMicrotask(emit);
    },
    listen(next) {
      listener = next;
      if (isPending) queueMicrotask(emit);
    },
  };
}
