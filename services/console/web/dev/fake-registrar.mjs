/** Says 200 OK to every REGISTER, so that the page believes in its phone. */
export function answerRegister(message, socket) {
  if (!message.startsWith('REGISTER')) return;
  const header = (name) => new RegExp(`^${name}: ?(.*)$`, 'im').exec(message)?.[1] ?? '';
  const contact = header('Contact');
  socket.send(
    [
      'SIP/2.0 200 OK',
      `Via: ${header('Via')}`,
      `From: ${header('From')}`,
      `To: ${header('To')};tag=fake`,
      `Call-ID: ${header('Call-ID')}`,
      `CSeq: ${header('CSeq')}`,
      `Contact: ${contact};expires=120`,
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n'),
  );
}
