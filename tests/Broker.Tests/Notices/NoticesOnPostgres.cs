using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Notices;

[Trait("Needs", "Postgres")]
public sealed class NoticesOnPostgres() : NoticeContract(new PostgresDatabase());
