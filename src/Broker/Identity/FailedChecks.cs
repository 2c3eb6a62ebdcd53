using System.Net;
using System.Net.Sockets;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Identity;

/// <summary>How many tokens, assertions and proofs may fail in a minute, over all nodes: of one address, and of one client id at one address.</summary>
/// <remarks>
/// Never of a client id alone: whoever names another's id would lock that client out. A key that passed before, at any node (<see cref="KnownKeys"/>), has a budget of its
/// own, so a client that shares its address with an attacker goes on. The address is that of the connection; from a proxy named in <c>RateLimit:Proxies</c>
/// (usually those on this machine) the last one in <c>X-Forwarded-For</c>. It is kept as a keyed hash.
/// </remarks>
public sealed class FailedChecks(RequestBudgets budgets, KnownKeys known, MasterKey master, BrokerSettings settings)
{
    /// <summary>Whether enough failed from there: then nothing is checked any more before the minute is over.</summary>
    /// <param name="client">The client id that is claimed, unproved; null when none is.</param>
    /// <param name="key">Thumbprint of the key that is shown, unproved; asked for only when it matters.</param>
    /// <returns>The seconds to wait; null to go on.</returns>
    public async ValueTask<int?> WaitAsync(HttpContext http, string? client, Func<string?> key, CancellationToken ct)
    {
        var address = AddressOf(http);
        var wait = budgets.UsedUp(Subject("address", address), RequestBudgets.FailedChecks)
            ?? (client is null ? null : budgets.UsedUp(Subject("client", client, address), RequestBudgets.FailedChecksOfOne));
        return wait is not null && key() is { } shown && await known.HasAsync(shown, ct) && HasLeft(shown) ? null : wait;
    }

    /// <summary>Counts one that failed.</summary>
    /// <param name="client">The client id that is claimed, registered or not: that it is counted must not tell which it is. Null when none is.</param>
    public async Task CountAsync(HttpContext http, string? client, string? key, CancellationToken ct)
    {
        if (key is not null && HasLeft(key))
        {
            await budgets.UseAsync(Subject("key", key), RequestBudgets.FailedChecksOfOne, ct);
            return;
        }

        var address = AddressOf(http);
        if (client is not null)
        {
            await budgets.UseAsync(Subject("client", client, address), RequestBudgets.FailedChecksOfOne, ct);
        }

        await budgets.UseAsync(Subject("address", address), RequestBudgets.FailedChecks, ct);
    }

    /// <summary>Whether a key passed here before: a client whose clock is wrong asks for a nonce each time, which is no failure of its.</summary>
    public bool HasPassed(string? key) => key is not null && known.Has(key);

    /// <summary>Remembers a key that was proved and belongs to who showed it.</summary>
    public ValueTask PassedAsync(OrganisationId client, string key, CancellationToken ct) => known.AddAsync(client.Value, key, ct);

    private bool HasLeft(string key) => known.Has(key) && budgets.UsedUp(Subject("key", key), RequestBudgets.FailedChecksOfOne) is null;

    private string Subject(params ReadOnlySpan<string> parts) => "failed:" + Convert.ToHexStringLower(master.Lookup(["failed-check", .. parts]).AsSpan(0, 16));

    /// <summary>Whoever has one IPv6 address has the 2^64 beside it: they count as one.</summary>
    private string AddressOf(HttpContext http)
    {
        var address = Plain(http.Connection.RemoteIpAddress ?? IPAddress.None);
        if (settings.Proxies.Any(network => network.Contains(address))
            && http.Request.Headers["X-Forwarded-For"] is { Count: > 0 } forwarded
            && IPAddress.TryParse(forwarded[^1]!.Split(',')[^1].Trim(), out var told))
        {
            address = Plain(told);
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
