using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Notices;

public sealed class NoticesOnSqlite() : NoticeContract(new SqliteDatabase());
