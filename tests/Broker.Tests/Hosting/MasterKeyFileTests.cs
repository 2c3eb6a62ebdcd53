using System.Runtime.Versioning;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using ZioExchange.Broker.Cli.Operate;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Tests.Exchange;

namespace ZioExchange.Broker.Tests.Hosting;

/// <summary>A master key that every user of the machine may read is used all the same, and said: once at a start, and by the doctor.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class MasterKeyFileTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("zio-master-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string KeyFile => Path.Combine(_folder, "master.key");

    public MasterKeyFileTests()
    {
        File.WriteAllText(KeyFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("400", "755", false)]
    [InlineData("440", "755", false)]
    [InlineData("444", "755", true)]
    [InlineData("404", "711", true)]
    [InlineData("402", "755", true)]
    [InlineData("444", "700", false)]
    [InlineData("444", "750", false)]
    public void Its_own_mode_and_that_of_its_folder_say_whether_everybody_may_read_it(string file, string folder, bool open)
    {
        File.SetUnixFileMode(KeyFile, Mode(file));
        File.SetUnixFileMode(_folder, Mode(folder));

        Assert.Equal(open, MasterKeyFile.IsOpenToAll(KeyFile, null));
        Assert.False(MasterKeyFile.IsOpenToAll(KeyFile, _folder));   // a credential of systemd
        Assert.Equal(open, MasterKeyFile.IsOpenToAll(KeyFile, Path.Combine(_folder, "mast")));   // a folder whose name is the beginning of the file's
    }

    [Fact]
    public void What_a_link_points_to_counts_and_not_the_link()
    {
        File.SetUnixFileMode(_folder, Mode("755"));
        File.SetUnixFileMode(KeyFile, Mode("400"));
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, KeyFile);

        Assert.False(MasterKeyFile.IsOpenToAll(link, null));
        File.SetUnixFileMode(KeyFile, Mode("444"));
        Assert.True(MasterKeyFile.IsOpenToAll(link, null));
    }

    [Theory]
    [InlineData("400", 0)]
    [InlineData("444", 1)]
    public async Task The_broker_starts_with_it_and_says_so_once_and_the_doctor_says_it_too(string mode, int times)
    {
        File.SetUnixFileMode(_folder, Mode("755"));
        File.SetUnixFileMode(KeyFile, Mode(mode));
        using var said = new CapturedLog();
        await using var app = BrokerHost.Build(["--environment", "Development", "--Data:Path", Path.Combine(_folder, "data"), "--Keys:MasterKeyFile", KeyFile, "--Logging:Console:LogLevel:Default", "None"]);
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(said);
        using var doctor = new StringWriter();

        await Startup.PrepareAsync(app, Ct);
        await DoctorCommand.RunAsync(app.Services, doctor, Ct);

        Assert.Equal(times, said.Lines.Count(line => line.Contains(MasterKeyFile.OpenToAll, StringComparison.Ordinal)));
        Assert.Contains(times == 1 ? $"WARN  master key: {MasterKeyFile.OpenToAll}" : "good  master key:", doctor.ToString(), StringComparison.Ordinal);
    }

    private static UnixFileMode Mode(string octal) => (UnixFileMode)Convert.ToInt32(octal, 8);
}
