export default function AdminPage(_: { rest: string[] }) {
  return null;
}
