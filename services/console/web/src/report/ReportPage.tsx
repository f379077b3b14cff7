export default function ReportPage(_: { rest: string[] }) {
  return null;
}
