using System.Net;
using System.Net.Sockets;

namespace ZioExchange.Broker.Hosting;

/// <summary>Says in one sentence that another program has the port, before anything is made or opened.</summary>
internal static class FreePorts
{
    /// <param name="urls">With semicolons between.</param>
    /// <exception cref="ConfigurationFaultException">Another program listens on one of the ports.</exception>
    public static void Require(string urls)
    {
        var taken = urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(BindingAddress.Parse)
            .Where(address => !address.IsUnixPipe && !address.IsNamedPipe && address.Port > 0 && IsTaken(address))
            .Select(address => $"Another program listens on port {address.Port}. Stop it, or serve elsewhere: --urls http://localhost:{address.Port + 1}")
            .Distinct().ToList();
        if (taken.Count > 0)
        {
            throw new ConfigurationFaultException(taken);
        }
    }

    private static bool IsTaken(BindingAddress address)
    {
        try
        {
            var host = address.Host is "localhost" ? IPAddress.Loopback : IPAddress.TryParse(address.Host, out var named) ? named : IPAddress.Any;
            using var probe = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(host, address.Port));
            return false;
        }
        catch (SocketException fault)
        {
            return fault.SocketErrorCode is SocketError.AddressAlreadyInUse;   // what else is wrong the server says itself
        }
    }
}
