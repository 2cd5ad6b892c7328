import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { FoundMembers } from '../../../shared/contract/staff-documents.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useStaffAct } from '../../bridge/use-staff-act.ts';
import { Action } from '../../components/Action.tsx';
import { t } from '../../i18n/translate.ts';
import { ActFailure } from './ActFailure.tsx';
import { MemberCard } from './MemberCard.tsx';
import styles from './MembersPage.module.css';
import { NameKeys } from './NameKeys.tsx';
import type { StaffPageProps } from './staff-page-props.ts';

/** Fewer characters would show half the gym. */
const SHORTEST_QUERY = 2;
const LONGEST_QUERY = 40;
const nothing = () => undefined;

/** Finds one member, and helps that one. A search runs when asked for, not with every letter: each is noted. */
export function MembersPage({ session }: StaffPageProps) {
  const bridge = useBridge();
  const { session_id: sessionId } = session;
  const act = useStaffAct(nothing);
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<FoundMembers | null>(null);
  const [memberId, setMemberId] = useState<string | null>(null);

  const find = () =>
    void act.run(async () => {
      const answer = await bridge.staff.findMembers({ session_id: sessionId, query });
      if (answer.ok) setFound(answer.value);
      return answer;
    });
  const edit = (change: (before: string) => string) => {
    setFound(null);
    setQuery((before) => change(before).slice(0, LONGEST_QUERY));
  };

  if (memberId !== null)
    return <MemberCard session={session} memberId={memberId} onBack={() => setMemberId(null)} />;
  return (
    <div className={styles.page} data-testid="staff-members">
      <div className={styles.search}>
        <p className={styles.hint}>{t('members.hint')}</p>
        <div className={styles.field}>
          <output className={styles.query} aria-label={t('members.query')} data-testid="query">
            {query}
            <span className={styles.caret} aria-hidden="true" />
          </output>
          <Action
            tone="primary"
            icon={<IconSearch aria-hidden="true" />}
            disabled={query.trim().length < SHORTEST_QUERY || act.isBusy}
            testId="find-members"
            onPress={find}
          >
            {t('members.find')}
          </Action>
        </div>
        <NameKeys
          onKey={(key) => edit((before) => before + key)}
          onErase={() => edit((before) => before.slice(0, -1))}
        />
      </div>
      <div className={styles.found}>
        {act.failure !== null && <ActFailure code={act.failure} />}
        {found?.length === 0 && <p className={styles.hint}>{t('members.none')}</p>}
        <ul className={styles.members}>
          {found?.map((member) => (
            <li key={member.member_id}>
              <button
                type="button"
                className={styles.member}
                onClick={() => setMemberId(member.member_id)}
                data-testid={`member-${member.member_number}`}
              >
                <span dir="auto" className={styles.name}>
                  {member.name}
                </span>
                <span className={styles.soft}>{t('members.number', { number: member.member_number })}</span>
                <span className={styles.status} data-status={member.status}>
                  {t(`status.${member.status}`)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
