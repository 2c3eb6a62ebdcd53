using Npgsql;

namespace ZioExchange.Broker.Persistence;

/// <summary>Reads all that decides about a request at one moment, in one statement and one round trip.</summary>
/// <remarks>
/// One statement sees the same committed rows in all its parts, so a withdrawal, a fact and an accession are weighed as they stood together.
/// It needs no transaction and leaves nothing in the session: it works behind a pooler in transaction mode.
/// </remarks>
internal static class ExchangeRead
{
    public static async Task<ExchangeRows> ReadExchangeAsync(this BrokerDatabase database, ExchangeQuestion question, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = ExchangeStatements.All;
        var values = Values(question);
        for (var place = 0; place < values.Length; place++)
        {
            if (connection is NpgsqlConnection)
            {
                command.Parameters.Add(values[place] is byte[] bytes ? new NpgsqlParameter<byte[]> { TypedValue = bytes } : new NpgsqlParameter<string> { TypedValue = (string)values[place] });
            }
            else
            {
                command.Bind($"${place + 1}", values[place]);
            }
        }

        await using var reader = await command.ExecuteReaderAsync(ct);
        return await ExchangeReader.ReadAsync(reader, question, ct);
    }

    /// <summary>The values of the parameters, in their order.</summary>
    internal static object[] Values(ExchangeQuestion question) => [question.Lookup, question.Organisation, question.Professional, question.Role, question.Purpose];
}
