export default function RecordingsPage(_: { rest: string[] }) {
  return null;
}
