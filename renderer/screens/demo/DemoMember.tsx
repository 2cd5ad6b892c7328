import { IconCreditCard, IconHeartbeat, IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import type { DemoCast } from '../../../shared/contract/kiosk-api.ts';
import { Action } from '../../components/Action.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './DemoSheet.module.css';

interface DemoMemberProps {
  readonly member: DemoCast[number];
  readonly onTapCard: () => void;
  readonly onStepOnScale: () => void;
  readonly onWearStrap: (on: boolean) => void;
}

/** One person of the demo: their card, their strap and their weight. */
export function DemoMember({ member, onTapCard, onStepOnScale, onWearStrap }: DemoMemberProps) {
  // Core does not say who wears a simulated strap; the sheet offers both ways round.
  const [wearing, setWearing] = useState(false);
  const name = member.first_name;
  const wear = () => {
    setWearing(!wearing);
    onWearStrap(!wearing);
  };
  return (
    <li className={styles.member}>
      <div>
        <p dir="auto" className={styles.name}>
          {name}
        </p>
        <p className={styles.pin}>
          {member.pin_locked
            ? t('demo.locked', { number: member.member_number, pin: member.pin })
            : t('demo.pin', { number: member.member_number, pin: member.pin })}
        </p>
      </div>
      <div className={styles.acts}>
        <Action
          icon={<IconScale aria-hidden="true" />}
          label={t('demo.step_on_scale_of', { name })}
          onPress={onStepOnScale}
        >
          {t('demo.step_on_scale')}
        </Action>
        {member.has_strap && (
          <Action
            icon={<IconHeartbeat aria-hidden="true" />}
            label={t(wearing ? 'demo.take_off_strap_of' : 'demo.wear_strap_of', { name })}
            onPress={wear}
          >
            {t(wearing ? 'demo.take_off_strap' : 'demo.wear_strap')}
          </Action>
        )}
        {member.has_card && (
          <Action
            icon={<IconCreditCard aria-hidden="true" />}
            label={t('demo.tap_card_of', { name })}
            onPress={onTapCard}
          >
            {t('demo.tap_card')}
          </Action>
        )}
      </div>
    </li>
  );
}
