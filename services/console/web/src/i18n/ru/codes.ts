/** Refusals by their stable code, as what the reader can do about them. */
export const codes = {
  'code.EDGE.NO_ANSWER': 'Сервер не ответил вовремя.',
  'code.EDGE.LATE': 'Сеть была слишком медленной, действие не выполнено. Повторите.',
  'code.ROUTING.TOO_LATE': 'Сеть была слишком медленной, действие не выполнено. Повторите.',
  'code.ROUTING.RESERVATION_GONE': 'Этого звонка у вас больше нет.',
  'code.ROUTING.INTERACTION_OVER': 'Клиент уже завершил звонок.',
  'code.ROUTING.TICKET_TAKEN': 'Коллега уже звонит этому клиенту.',
  'code.ROUTING.CONSULT_NOT_ANSWERED': 'Коллега ещё не ответил.',
  'code.ROUTING.AGENT_GONE': 'Этот коллега сейчас недоступен. Выберите другого.',
  'code.ROUTING.WRAP_UP_LIMIT': 'Больше продлить нельзя.',
  'code.ROUTING.STILL_TALKING': 'Разговор ещё идёт.',
  'code.ROUTING.LEDGER_AWAY':
    'База данных временно недоступна. Разговоры продолжаются; повторите через несколько секунд.',
  'code.ROUTING.NOT_WRITER': 'Система восстанавливается после сбоя. Повторите через несколько секунд.',
  'code.EDGE.SITE_AWAY': 'Сервер временно недоступен. Текущий разговор продолжается.',
  'code.RECORDING.NOT_RECORDING': 'Этот разговор сейчас не записывается, скрывать нечего.',
  'code.RECORDING.NOT_PLAYABLE': 'Эту запись ещё или уже нельзя прослушать.',
  'code.CUSTOMERS.NOT_HOLDER': 'Данные клиента видит только оператор, который ведёт этот разговор.',
  'code.DIRECTORY.USER_NAME_TAKEN': 'Это имя пользователя уже занято.',
  'code.DIRECTORY.LAST_IT': 'Хотя бы у одного человека должна остаться роль ИТ.',
  'code.TELEPHONY.NOT_A_PROMPT': 'Этот файл не подходит: нужен WAV, 16 бит, один канал.',
} as const;
