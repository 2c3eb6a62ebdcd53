using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Benchmarks.Attacks;

/// <summary>Addresses that lead inside, spelled in every way that ever worked somewhere: none is accepted, or else none is connected to.</summary>
internal static class AddressRun
{
    private static readonly string[] Inside = ["127.0.0.1", "127.9.8.7", "0.0.0.0", "10.0.0.1", "10.255.3.4", "172.16.0.1", "172.31.255.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255"];
    private static readonly string[] InsideSix = ["::1", "::", "fd00::1", "fe80::1", "ff02::1", "2001:db8::1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1"];
    private static readonly string[] Names = ["localhost", "localhost.", "LOCALHOST", "127.0.0.1.", "127.1.", "ip6-localhost"];
    private static readonly string[] Schemes = ["https", "HTTPS", "http", "ftp", "file", "gopher", "ws", "dict", "ldap", "jar:https", "javascript"];
    private static readonly string[] Users = ["", "", "", "partner.example.nl@", "user:pw@", "partner.example.nl%40", "partner.example.nl#@", "a\\@"];
    private static readonly string[] Tails = ["/", "", "/haak?x=1", "/#partner.example.nl", "/..;/", "/%2e%2e/", "?@partner.example.nl", "\\@partner.example.nl/", "/\t", " "];

    /// <exception cref="FoundException">An address inside was accepted as a literal, or connected to.</exception>
    public static async Task RunAsync(int count, int seed, TextWriter output)
    {
        using var trap = new TcpListener(IPAddress.Loopback, 0);
        trap.Start();
        var port = ((IPEndPoint)trap.LocalEndpoint).Port;
        var asked = 0;
        using var http = PublicConnection.CreateClient(loopbackToo: false, Resolve);
        var (refused, tried, watch) = (0, 0, Stopwatch.StartNew());
        for (var number = 0; number < count; number++)
        {
            var random = new Random(seed + number);
            var text = Address(random, port);
            if (!PublicAddress.IsAcceptable(text, loopbackToo: false, out var address))
            {
                refused++;
                continue;
            }

            if (IPAddress.TryParse(address!.IdnHost, out _))
            {
                throw new FoundException($"Seed {seed + number}: {text} was accepted.");
            }

            // A name is judged when it is connected to: here every name leads inside, alone or beside a public address.
            tried++;
            try
            {
                using var answer = await http.GetAsync(address);
                throw new FoundException($"Seed {seed + number}: {text} answered {(int)answer.StatusCode}.");
            }
            catch (HttpRequestException)
            {
                // As it should.
            }
        }

        if (trap.Pending())
        {
            throw new FoundException("Something connected to this machine.");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {count} hostile addresses: {refused} refused as written, {tried} are names that lead inside and were not connected to ({asked} look-ups without a name server); {count / watch.Elapsed.TotalSeconds:F0}/s"));

        Task<IPAddress[]> Resolve(string name, CancellationToken ct)
        {
            var inside = IPAddress.Parse(Inside[Interlocked.Increment(ref asked) % Inside.Length]);
            return Task.FromResult<IPAddress[]>(asked % 3 == 0 ? [IPAddress.Parse("8.8.8.8"), inside] : asked % 3 == 1 ? [IPAddress.Loopback] : [inside]);
        }
    }

    private static string Address(Random random, int port)
    {
        var host = random.Next(4) switch
        {
            0 => Names[random.Next(Names.Length)],
            1 => $"[{Six(random)}]",
            _ => Four(Inside[random.Next(Inside.Length)], random),
        };
        return $"{Schemes[random.Next(2) == 0 ? 0 : random.Next(Schemes.Length)]}://{Users[random.Next(Users.Length)]}{host}{(random.Next(2) == 0 ? "" : ":" + port)}{Tails[random.Next(Tails.Length)]}";
    }

    private static string Six(Random random) => random.Next(3) switch
    {
        0 => "::ffff:" + Inside[random.Next(Inside.Length)],
        1 => InsideSix[random.Next(InsideSix.Length)] + (random.Next(3) == 0 ? "%25lo" : ""),
        _ => IPAddress.Parse("::ffff:" + Inside[random.Next(Inside.Length)]).ToString().ToUpperInvariant(),
    };

    private static string Four(string address, Random random)
    {
        var bytes = IPAddress.Parse(address).GetAddressBytes();
        var number = ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8) | bytes[3];
        return random.Next(9) switch
        {
            0 => number.ToString(CultureInfo.InvariantCulture),
            1 => $"0x{number:x}",
            2 => "0" + Convert.ToString(number, 8),
            3 => string.Join('.', bytes.Select(part => $"0x{part:x}")),
            4 => string.Join('.', bytes.Select(part => "0" + Convert.ToString(part, 8))),
            5 => $"{bytes[0]}.{(bytes[1] << 16) | (bytes[2] << 8) | bytes[3]}",
            6 => string.Concat(address.Select(c => char.IsDigit(c) ? (char)('\uFF10' + (c - '0')) : c)),
            7 => address.Replace('.', '\u3002'),
            _ => address,
        };
    }
}
