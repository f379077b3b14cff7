import { useState } from 'react';
import { useNameOf } from '../app/site-names.js';
import { useText } from '../i18n/i18n.js';
import { announce } from '../ui/announce.js';
import { DataTable } from '../ui/DataTable.js';
import { Dialog } from '../ui/Dialog.js';
import { Icon } from '../ui/Icon.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Badge, Card } from '../ui/Pieces.js';
import { useLoad } from '../ui/useLoad.js';
import { readUsers, type User } from './admin.api.js';
import { skillsText } from './skills.js';
import { UserFields } from './UserFields.js';

/** Everybody inside. Nobody is removed, because past contacts name them; who left may not sign in any more. */
export function Users() {
  const t = useText();
  const teamOf = useNameOf('teams');
  const loaded = useLoad('users', readUsers);
  const [editing, setEditing] = useState<User | 'new'>();
  const close = () => setEditing(undefined);
  return (
    <div className="stack">
      <LoadNotice loaded={loaded} />
      {loaded.value && (
        <Card
          id="users"
          title={t('admin.users')}
          flush
          aside={
            <button type="button" className="button small" onClick={() => setEditing('new')}>
              <Icon name="plus" />
              {t('admin.add-user')}
            </button>
          }
        >
          <DataTable
            label={t('admin.users')}
            rows={loaded.value}
            keyOf={(user) => user.id}
            columns={[
              { title: t('admin.name'), cell: (user) => user.name },
              { title: t('admin.user'), cell: ({ user }) => user },
              { title: t('admin.roles'), cell: ({ roles }) => roles.map((role) => t(`role.${role}`)).join(', ') },
              { title: t('admin.team'), cell: ({ team }) => teamOf(team) },
              { title: t('admin.skills'), cell: ({ skills }) => skillsText(skills) || '–' },
              { title: t('admin.phone'), cell: ({ phoneUri }) => phoneUri ?? t('admin.browser') },
              {
                title: t('admin.state'),
                cell: ({ disabled }) => (
                  <Badge tone={disabled ? 'plain' : 'good'}>{t(disabled ? 'admin.off' : 'admin.active')}</Badge>
                ),
              },
              {
                title: t('admin.change'),
                quiet: true,
                cell: (user) => (
                  <button
                    type="button"
                    className="button small quiet"
                    aria-label={t('admin.edit-user', { name: user.name })}
                    onClick={() => setEditing(user)}
                  >
                    {t('admin.change')}
                  </button>
                ),
              },
            ]}
          />
        </Card>
      )}
      {editing && (
        <Dialog
          title={editing === 'new' ? t('admin.add-user') : t('admin.edit-user', { name: editing.name })}
          onClose={close}
        >
          <UserFields
            user={editing === 'new' ? undefined : editing}
            onSaved={() => {
              close();
              announce(t('admin.saved'));
              loaded.again();
            }}
            onCancel={close}
          />
        </Dialog>
      )}
    </div>
  );
}
