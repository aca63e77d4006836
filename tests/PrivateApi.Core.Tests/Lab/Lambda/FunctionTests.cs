using System.Text.Json;
using PrivateApi.Calls.Lambda;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.Lambda;

public sealed class FunctionTests
{
    [Fact]
    public async Task Boto3_meets_every_delay_and_refusal_of_functions_in_a_VPC()
    {
        using TurnedClock time = new();
        using EmbeddedAws lab = new(
            new LabOptions
            {
                Clock = time,
                RoleTime = TimeSpan.FromMilliseconds(400),
                PendingTime = TimeSpan.FromMilliseconds(400),
                FunctionInterfaceTime = TimeSpan.FromMilliseconds(300),
            }
        );
        string zip = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(zip, ProbePackage.CreateZip(), TestContext.Current.CancellationToken);
            JsonElement answer = await Peer.BotoAsync("lambda_vpc.py", lab.Listen(), time, zip, ProbePackage.Handler);
            Assert.StartsWith("eni-", answer.GetProperty("interface").GetString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(zip);
        }
    }
}
