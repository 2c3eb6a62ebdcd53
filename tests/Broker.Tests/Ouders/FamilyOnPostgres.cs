using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Ouders;

public sealed class FamilyOnPostgres() : FamilyContract(new PostgresDatabase());
