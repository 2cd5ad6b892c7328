import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import type { BridgeResult } from '../../../shared/contract/kiosk-bridge.ts';
import type { WeighInView } from '../../../shared/contract/weigh-in-view.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { Action } from '../../components/Action.tsx';
import { SecondsLeft } from '../../components/SecondsLeft.tsx';
import { DemoButton } from '../demo/DemoButton.tsx';
import { t } from '../../i18n/translate.ts';
import { Weighed } from './Weighed.tsx';
import { WeighInFrame } from './WeighInFrame.tsx';

interface WeighInProps {
  readonly session: MemberSession;
  readonly view: Exclude<WeighInView, { phase: 'none' }>;
  readonly demo: boolean;
}

/** From stepping on the scale to a weight that is saved: core says where it stands. */
export function WeighIn({ session, view, demo }: WeighInProps) {
  const bridge = useBridge();
  const [hasFailed, setFailed] = useState(false);
  const { session_id: sessionId } = session;
  const ask = async (answer: Promise<BridgeResult<void>>) => setFailed(!(await answer).ok);
  const close = () => void ask(bridge.weighIn.close({ session_id: sessionId }));
  const shared = { sessionId, hasFailed };

  if (view.phase === 'waiting') {
    const { live_kg: kg, unit, implausible } = view;
    const note = implausible
      ? t('weigh_in.waiting.implausible')
      : kg === null
        ? null
        : t('weigh_in.waiting.settling');
    return (
      <WeighInFrame
        {...shared}
        title={t('weigh_in.waiting.title')}
        text={t('weigh_in.waiting.hint')}
        corner={<SecondsLeft untilMs={view.expires_at} />}
        weight={kg === null ? null : { kg, unit }}
        tone="quiet"
        note={note ?? ''}
        actions={
          <>
            <Action icon={<IconX aria-hidden="true" />} testId="weigh-in-cancel" onPress={close}>
              {t('weigh_in.waiting.cancel')}
            </Action>
            {demo && <DemoButton />}
          </>
        }
      />
    );
  }
  if (view.phase === 'question') {
    const answer = (isMine: boolean) => () =>
      void ask(bridge.weighIn.answer({ session_id: sessionId, is_mine: isMine }));
    return (
      <WeighInFrame
        {...shared}
        title={t('weigh_in.question.title')}
        text={t('weigh_in.question.text')}
        weight={view}
        tone="quiet"
        actions={
          <>
            <Action testId="weigh-in-no" onPress={answer(false)}>
              {t('weigh_in.question.no')}
            </Action>
            <Action tone="primary" testId="weigh-in-yes" onPress={answer(true)}>
              {t('weigh_in.question.yes')}
            </Action>
          </>
        }
      />
    );
  }
  if (view.phase === 'done') {
    const undo = () => void ask(bridge.weighIn.undo({ session_id: sessionId }));
    return <Weighed {...shared} view={view} onUndo={undo} onClose={close} />;
  }
  return (
    <WeighInFrame
      {...shared}
      title={t('weigh_in.missed.title')}
      text={t('weigh_in.missed.text')}
      weight={null}
      tone="quiet"
      actions={
        <>
          <Action testId="weigh-in-back" onPress={close}>
            {t('weigh_in.missed.back')}
          </Action>
          <Action
            tone="primary"
            testId="weigh-in-again"
            onPress={() => void ask(bridge.weighIn.start({ session_id: sessionId }))}
          >
            {t('weigh_in.missed.again')}
          </Action>
        </>
      }
    />
  );
}
