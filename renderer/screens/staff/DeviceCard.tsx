import { IconAlertTriangle, IconCircleCheck, IconLoader2 } from '@tabler/icons-react';
import { DISCARD_REASONS } from '../../../shared/base/discard-reasons.ts';
import type { StaffDevices } from '../../../shared/contract/staff-documents.ts';
import { Action } from '../../components/Action.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { DeviceCandidates } from './DeviceCandidates.tsx';
import styles from './DeviceCard.module.css';
import { FactList } from './FactList.tsx';
import { timeAgo } from './time-ago.ts';

type Device = StaffDevices['devices'][number];

interface DeviceCardProps {
  readonly device: Device;
  /** The test of this device, while one is under way. */
  readonly test: StaffDevices['test'];
  readonly nowMs: number;
  readonly isBusy: boolean;
  readonly onTest: () => void;
  readonly onReconnect: () => void;
}

/** One device: its state in words, what it last did, and what can be done about it. */
export function DeviceCard({ device, test, nowMs, isBusy, onTest, onReconnect }: DeviceCardProps) {
  const formats = useFormats();
  const { counters, reason } = device;
  return (
    <li className={styles.card} data-state={device.state} data-testid={`device-${device.id}`}>
      <header className={styles.header}>
        <div className={styles.name}>
          <h2 className={styles.id}>{device.id}</h2>
          <p className={styles.family}>
            {device.family === 'auto' ? t('devices.auto') : device.family}
            {!device.configured && `, ${t('devices.found')}`}
          </p>
        </div>
        <p className={styles.state}>
          <StateSign state={device.state} />
          {t(`devices.state.${device.state}`)}
          <span className={styles.since}>{t('devices.since', { time: sinceWords(device.since) })}</span>
        </p>
      </header>
      {reason !== null && <p className={styles.reason}>{t(`reason.${reason}`)}</p>}
      {device.state !== 'ready' && device.detection?.verdict === 'undecided' && (
        <DeviceCandidates detection={device.detection} />
      )}
      <FactList
        facts={[
          [t('devices.last_bytes'), timeAgo(counters?.last_byte_at ?? null, nowMs)],
          [t('devices.last_reading'), timeAgo(counters?.last_reading_at ?? null, nowMs)],
          [t('devices.readings'), formats.number(counters?.readings ?? 0)],
          [
            t('devices.reopened'),
            (counters?.reopened ?? 0) === 0 ? t('ago.never') : `${formats.number(counters?.reopened ?? 0)}×`,
          ],
          ...(counters?.signal_dbm == null
            ? []
            : [[t('devices.signal'), `${formats.number(counters.signal_dbm)} dBm`] as const]),
          ...(counters?.battery_percent == null
            ? []
            : [[t('devices.battery'), formats.percent(counters.battery_percent / 100)] as const]),
          [t('devices.discarded'), discardedWords(counters?.discarded ?? {})],
        ]}
      />
      {test !== null && (
        <div className={styles.test} role="log" data-testid={`test-${device.id}`}>
          {test.readings.length === 0 && <p className={styles.hint}>{t('devices.test_hint')}</p>}
          {test.readings.map((reading) => (
            <p key={reading.n} className={styles.reading}>
              <span>{reading.text}</span>
              {reading.card !== null && (
                <span className={styles.owner} dir="auto">
                  {t(`devices.card.${reading.card.whose}`, {
                    name:
                      reading.card.whose === 'member' || reading.card.whose === 'staff'
                        ? reading.card.name
                        : '',
                    number: reading.card.whose === 'member' ? reading.card.member_number : '',
                  })}
                </span>
              )}
              <span className={styles.since}>{timeAgo(reading.at, nowMs)}</span>
            </p>
          ))}
        </div>
      )}
      <footer className={styles.acts}>
        <Action
          label={`${t(test === null ? 'devices.test' : 'devices.testing')}: ${device.id}`}
          disabled={isBusy || test !== null}
          testId={`test-device-${device.id}`}
          onPress={onTest}
        >
          {t(test === null ? 'devices.test' : 'devices.testing')}
        </Action>
        <Action
          label={`${t('devices.reconnect')}: ${device.id}`}
          disabled={isBusy}
          testId={`reconnect-${device.id}`}
          onPress={onReconnect}
        >
          {t('devices.reconnect')}
        </Action>
      </footer>
    </li>
  );

  /** A clock time alone is only ever one of today. */
  function sinceWords(atMs: number): string {
    const time = formats.clock(atMs);
    return formats.daysAhead(atMs, nowMs) === 0 ? time : `${formats.dayMonth(atMs, nowMs)}, ${time}`;
  }

  function discardedWords(discarded: NonNullable<Device['counters']>['discarded']): string {
    const said = DISCARD_REASONS.filter((why) => (discarded[why] ?? 0) > 0).map(
      (why) => `${t(`discard.${why}`)} ${formats.number(discarded[why]!)}×`,
    );
    return said.length === 0 ? t('devices.nothing_discarded') : said.join(', ');
  }
}

function StateSign({ state }: { readonly state: Device['state'] }) {
  if (state === 'ready') return <IconCircleCheck className={styles.sign} aria-hidden="true" />;
  if (state === 'opening' || state === 'starting')
    return <IconLoader2 className={styles.sign} aria-hidden="true" />;
  return <IconAlertTriangle className={styles.sign} aria-hidden="true" />;
}
