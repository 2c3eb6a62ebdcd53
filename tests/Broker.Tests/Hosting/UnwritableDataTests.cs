using Xunit;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Tests.Hosting;

public sealed class UnwritableDataTests
{
    [Fact]
    public async Task A_data_folder_that_may_not_be_written_is_a_fault_of_configuration()
    {
        var key = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]), TestContext.Current.CancellationToken);
            await using var app = BrokerHost.Build([
                "--environment", "Development", "--urls", "http://127.0.0.1:0", "--Keys:MasterKeyFile", key, "--Data:Path", "/sys/zio"]);   // not even root writes there

            var fault = await Assert.ThrowsAsync<ConfigurationFaultException>(() => Startup.PrepareAsync(app, TestContext.Current.CancellationToken));

            Assert.Contains("Data:Path must name a folder that this program may write", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(key);
        }
    }
}
