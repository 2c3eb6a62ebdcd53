namespace ZioExchange.Broker.Identity;

/// <summary>Compares the address in a DPoP proof with the one that was called (RFC 9449 section 4.3, step 9).</summary>
internal static class RequestUrl
{
    /// <summary>Scheme, host, port and decoded path must agree; query and fragment do not count. The names of the loopback address count as one.</summary>
    public static bool Same(string claimed, string actual)
    {
        if (!Uri.TryCreate(claimed, UriKind.Absolute, out var left) || !Uri.TryCreate(actual, UriKind.Absolute, out var right) || left.UserInfo.Length != 0)
        {
            return false;
        }

        var sameHost = left.IsLoopback ? right.IsLoopback : string.Equals(left.IdnHost, right.IdnHost, StringComparison.OrdinalIgnoreCase);
        return sameHost
            && left.Scheme == right.Scheme
            && left.Port == right.Port
            && Uri.UnescapeDataString(left.AbsolutePath) == Uri.UnescapeDataString(right.AbsolutePath);
    }
}
