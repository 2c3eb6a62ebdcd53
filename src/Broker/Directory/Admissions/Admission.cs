using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZioExchange.Broker.Directory.Admissions;

/// <summary>What an organisation and two people of the operator sign: who it is, with which keys, whose roles, reached where, acceded to which rows.</summary>
/// <remarks>It is the whole state and not a difference: what does not stand in it ends. A later one takes its place.</remarks>
public sealed record Admission
{
    [JsonRequired]
    public string Id { get; init; } = "";

    [JsonRequired]
    public string Party { get; init; } = "";

    [JsonRequired]
    public string Name { get; init; } = "";

    /// <summary>Where its FG is reached; families see it.</summary>
    [JsonRequired]
    public string FgContact { get; init; } = "";

    /// <summary>Whether it counts as zorgaanbieder for the Wabvpz (law/RULES.md 2a).</summary>
    [JsonRequired]
    public bool IsCareProvider { get; init; }

    [JsonRequired]
    public IReadOnlyList<OrganisationIdentifier> Identifiers { get; init; } = [];

    /// <summary>Public JWKs with a kid, ES256 or PS256.</summary>
    [JsonRequired]
    public IReadOnlyList<JsonElement> Keys { get; init; } = [];

    /// <summary>Where it publishes further keys; null: nowhere.</summary>
    public string? JwksUri { get; init; }

    [JsonRequired]
    public IReadOnlyList<RegisteredRole> Professionals { get; init; } = [];

    [JsonRequired]
    public string ConvenantVersion { get; init; } = "";

    /// <summary>The matrix rows it switches on.</summary>
    [JsonRequired]
    public IReadOnlyList<string> Rows { get; init; } = [];

    [JsonRequired]
    public DateOnly From { get; init; }

    /// <summary>Last day, inclusive.</summary>
    [JsonRequired]
    public DateOnly Until { get; init; }

    /// <summary>When it was drawn up: within thirty days before it is admitted, and after the one before.</summary>
    [JsonRequired]
    public DateTimeOffset DrawnUpAt { get; init; }

    /// <summary>True takes the organisation out: from that moment nothing of it is known.</summary>
    public bool Ended { get; init; }
}
