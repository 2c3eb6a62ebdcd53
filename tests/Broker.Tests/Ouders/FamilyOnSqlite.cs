using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Ouders;

public sealed class FamilyOnSqlite() : FamilyContract(new SqliteDatabase());
