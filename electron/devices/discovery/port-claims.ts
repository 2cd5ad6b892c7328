/** Which device uses which port, so that no port is opened by two. */
export interface PortClaims {
  /** @returns false when another device has the port */
  claim(device: string, port: string): boolean;
  /** Gives back whatever the device has claimed. */
  release(device: string): void;
  ownerOf(port: string): string | null;
}

/** No port is claimed yet. Ports are named by their real paths. */
export function createPortClaims(): PortClaims {
  const owners = new Map<string, string>();
  return {
    claim(device, port) {
      const owner = owners.get(port);
      if (owner !== undefined && owner !== device) return false;
      owners.set(port, device);
      return true;
    },
    release(device) {
      for (const [port, owner] of owners) if (owner === device) owners.delete(port);
    },
    ownerOf: (port) => owners.get(port) ?? null,
  };
}
