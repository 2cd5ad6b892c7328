import styles from './FactList.module.css';

interface FactListProps {
  /** Name and value, in order. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** Names on the left, values on the right. */
export function FactList({ facts }: FactListProps) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
