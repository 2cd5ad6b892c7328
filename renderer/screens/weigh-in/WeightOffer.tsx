import { useState } from 'react';
import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import type { WeighInView } from '../../../shared/contract/weigh-in-view.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { Action } from '../../components/Action.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { WeighInFrame } from './WeighInFrame.tsx';

interface WeightOfferProps {
  readonly session: MemberSession;
  readonly offer: NonNullable<Extract<WeighInView, { phase: 'none' }>['offer']>;
  readonly onBack: () => void;
}

/** A weight of today that nobody claimed, and that may be this member's. */
export function WeightOffer({ session, offer, onBack }: WeightOfferProps) {
  const bridge = useBridge();
  const formats = useFormats();
  const [hasFailed, setFailed] = useState(false);
  const answer = (isMine: boolean) => async () => {
    const result = await bridge.weighIn.answerOffer({
      session_id: session.session_id,
      reading_id: offer.reading_id,
      is_mine: isMine,
    });
    setFailed(!result.ok);
    if (result.ok && !isMine) onBack();
  };
  return (
    <WeighInFrame
      sessionId={session.session_id}
      hasFailed={hasFailed}
      title={t('weigh_in.offer.title')}
      text={t('weigh_in.offer.text', { time: formats.clock(offer.at) })}
      weight={offer}
      tone="quiet"
      actions={
        <>
          <Action testId="offer-later" onPress={onBack}>
            {t('weigh_in.offer.back')}
          </Action>
          <Action testId="offer-no" onPress={() => void answer(false)()}>
            {t('weigh_in.offer.no')}
          </Action>
          <Action tone="primary" testId="offer-yes" onPress={() => void answer(true)()}>
            {t('weigh_in.offer.yes')}
          </Action>
        </>
      }
    />
  );
}
