using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Api;

/// <summary>Whatever stands in the place of a member of a body, the answer says what is wrong; it is never a fault of ours.</summary>
public abstract class OddBodyContract(ITestDatabase database) : DatabaseContract(database)
{
    private static readonly string[] Odd = ["null", "[null]", "{}", "\"\\u0000\"", "\"\\ud800\"", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01\"", "-1", "1e400"];

    [Fact]
    public async Task An_odd_value_in_any_place_of_any_body_of_the_API_is_refused_with_a_reason()
    {
        await using var broker = new LiveBroker { Settings = ["--Database:Provider", TestDatabase.Database.Provider.ToString(), "--Database:ConnectionString", TestDatabase.Database.ConnectionString] };
        var school = await broker.PartnerAsync("school-so");
        var document = (await broker.GetAsync("/openapi.json", Ct)).Json;
        var (faults, sent) = (new List<string>(), 0);
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(operation => operation.Value.TryGetProperty("requestBody", out _)))
            {
                var schema = operation.Value.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
                var sample = new OddBodySample(document).Of(schema);
                var address = "/api/v1" + System.Text.RegularExpressions.Regex.Replace(path.Name, "\\{\\w+\\}", "0199a0f0-0000-7000-8000-000000000000");
                foreach (var body in OddBodySample.Places(sample).SelectMany(place => Odd.Select(odd => OddBodySample.With(sample, place, odd))))
                {
                    var reply = await school.SendAsync(operation.Name.ToUpperInvariant(), address, body, "application/json", Ct);
                    sent++;
                    if (reply.Status >= 500 || (reply.Status >= 400 && reply.ReasonCode is null))
                    {
                        faults.Add($"{operation.Name} {path.Name} {reply.Status}: {body}");
                    }
                }
            }
        }

        Assert.True(sent > 500, $"{sent} sent");
        Assert.Empty(faults);
    }
}

public sealed class OddBodyOnSqlite() : OddBodyContract(new SqliteDatabase());

[Trait("Needs", "Postgres")]
public sealed class OddBodyOnPostgres() : OddBodyContract(new PostgresDatabase());
