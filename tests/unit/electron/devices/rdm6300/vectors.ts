import { card, hex, type DeviceFixture } from '../../../../support/devices/device-vectors.ts';

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'recorded',
    source: 'EEVblog forum, "RFID 125kHz cards & RDM6300 reader": card printed 0008075634',
    received: hex('0236463030374233393732354603'),
    gives: card('0008075634'),
  },
  {
    origin: 'recorded',
    source: 'stackoverflow.com question 11848921: card printed 0013530444, bytes listed one by one',
    received: hex('0233433030434537353443434203'),
    gives: card('0013530444'),
  },
  {
    origin: 'recorded',
    source: 'BruceDevices/firmware issue 2014: a tag whose first number byte is not zero',
    received: hex('0230314338463030383030333103'),
    gives: card('3371173888'),
  },
];
