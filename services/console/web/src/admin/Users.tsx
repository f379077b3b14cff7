import { useState } from 'react';
import { useNameOf } from '../app/site-names.js';
import { useText } from '../i18n/i18n.js';
import { announce } from '../ui/announce.js';
import { Dialog } from '../ui/Dialog.js';
import { Icon } from '../ui/Icon.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Badge, Card, TableFrame } from '../ui/Pieces.js';
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
          <TableFrame label={t('admin.users')}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('admin.name')}</th>
                  <th scope="col">{t('admin.user')}</th>
                  <th scope="col">{t('admin.roles')}</th>
                  <th scope="col">{t('admin.team')}</th>
                  <th scope="col">{t('admin.skills')}</th>
                  <th scope="col">{t('admin.phone')}</th>
                  <th scope="col">{t('admin.state')}</th>
                  <th scope="col">
                    <span className="visually-hidden">{t('admin.change')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {loaded.value.map((user) => (
                  <tr key={user.id}>
                    <th scope="row">{user.name}</th>
                    <td>{user.user}</td>
                    <td>{user.roles.map((role) => t(`role.${role}`)).join(', ')}</td>
                    <td>{teamOf(user.team)}</td>
                    <td>{skillsText(user.skills) || '–'}</td>
                    <td>{user.phoneUri ?? t('admin.browser')}</td>
                    <td>
                      <Badge tone={user.disabled ? 'plain' : 'good'}>
                        {t(user.disabled ? 'admin.off' : 'admin.active')}
                      </Badge>
                    </td>
                    <td>
                      <button
                        type="button"
                        className="button small quiet"
                        aria-label={t('admin.edit-user', { name: user.name })}
                        onClick={() => setEditing(user)}
                      >
                        {t('admin.change')}
                      </button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
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
