import type { Migration } from '../migrate.ts';

/**
 * What members were told on this screen, and what they want to hear about. A notification's id follows
 * from what it is about, so each is here once for its member, whoever noticed it and how often.
 */
export const notifications: Migration = {
  version: 80,
  name: 'notifications',
  sql: `
CREATE TABLE notifications (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  topic TEXT NOT NULL,
  -- JSON: why it was told, with its evidence.
  reason TEXT NOT NULL,
  subject TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('send', 'drop')),
  -- Why it was shown or not.
  code TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  read_at INTEGER,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_notifications_age ON notifications (created_at);

-- What a member chose; without a row the default holds.
CREATE TABLE notification_preferences (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  topic TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('in_app', 'email')),
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  decided_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, topic, channel)
) STRICT, WITHOUT ROWID;
`,
};
