/** The part of `ble-host` that is used here; the package brings no types. */
declare module 'ble-host' {
  import type { EventEmitter } from 'node:events';

  export interface ConnectionParameters {
    /** Steps of 1.25 ms. */
    readonly connIntervalMin: number;
    readonly connIntervalMax: number;
    readonly connLatency: number;
    /** Steps of 10 ms. */
    readonly supervisionTimeout: number;
  }

  export interface Characteristic extends EventEmitter {
    readonly uuid: string;
    readonly properties: { readonly read: boolean; readonly notify: boolean; readonly indicate: boolean };
    read(callback: (error: number, value?: Buffer) => void): void;
    writeCCCD(notifications: boolean, indications: boolean, callback: (error: number) => void): void;
  }

  export interface Service {
    readonly uuid: string;
    discoverCharacteristics(callback: (characteristics: readonly Characteristic[]) => void): void;
  }

  export interface Connection extends EventEmitter {
    readonly gatt: EventEmitter & {
      exchangeMtu(callback: (error: number) => void): void;
      discoverAllPrimaryServices(callback: (services: readonly Service[]) => void): void;
    };
    disconnect(): void;
    updateConnParams(parameters: ConnectionParameters, callback?: (status: number) => void): void;
  }

  export interface BleManager extends EventEmitter {
    startScan(parameters: {
      readonly activeScan: boolean;
      readonly scanWindow: number;
      readonly scanInterval: number;
    }): EventEmitter & { stopScan(): void };
    connect(
      addressType: 'public' | 'random',
      address: string,
      parameters: ConnectionParameters & { readonly scanWindow?: number; readonly scanInterval?: number },
      callback: (connection: Connection) => void,
    ): { cancel(callback?: () => void): void };
  }

  const bleHost: {
    readonly BleManager: {
      create(
        transport: EventEmitter & { write(bytes: Buffer): void },
        options: { readonly staticRandomAddress?: string },
        callback: (error: Error | null, manager?: BleManager) => void,
      ): void;
    };
  };
  export default bleHost;
}
