using System.Reflection;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Testing;

/// <summary>A permit without a decision, which only reflection can make: for tests of what comes after the decision.</summary>
public static class Permits
{
    public static ExchangePermit For(string recipient, params string[] categories)
    {
        var constructor = typeof(ExchangePermit).GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic)
            .Single(candidate => candidate.GetParameters().FirstOrDefault()?.ParameterType != typeof(ExchangePermit));

        return (ExchangePermit)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter, recipient, categories))]);
    }

    private static object? Value(ParameterInfo parameter, string recipient, string[] categories) => parameter.ParameterType switch
    {
        var type when type == typeof(ChildReference) => new ChildReference("child"),
        var type when type == typeof(OrganisationId) => new OrganisationId(parameter.Name == "recipient" ? recipient : "source"),
        var type when type == typeof(Purpose) => new Purpose("TEST"),
        var type when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero),
        var type when type.IsAssignableFrom(typeof(DataCategory[])) => categories.Select(code => new DataCategory(code)).ToArray(),
        _ => null,
    };
}
