using System.Text.Json;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Diagnosis;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Street;

/// <summary>One lab in which tests/peers/street.py built the scenes of the reports, each state of things in an account of its own.</summary>
public sealed class StreetLab : IDisposable
{
    // Nothing is pending: a scene is whole when it is built.
    private readonly EmbeddedAws _lab = new(
        new LabOptions
        {
            Region = "eu-west-1",
            PendingTime = TimeSpan.Zero,
            DeletingTime = TimeSpan.Zero,
            RoleTime = TimeSpan.Zero,
        }
    );

    private Task<StreetCall[]>? _calls;

    public void Dispose() => _lab.Dispose();

    /// <summary>A call of the script as <c>Test-PrivateApi -Uri</c> judges it, in the account that the scene is in.</summary>
    /// <param name="name">The call's name in the script.</param>
    internal async Task<StreetTrial> TryAsync(string name)
    {
        StreetCall call = Assert.Single(await (_calls ??= BuildAsync()), item => item.Name == name);
        using AwsSession session = AwsSession.Open(
            Sessions.On(_lab.CreateHandler()) with
            {
                EndpointUrl = new Uri("http://localhost/"),
                Pacer = new Pacer(TimeProvider.System),
                Region = "eu-west-1",
                AccessKey = call.Account,
                SecretKey = "secret",
            }
        );
        return new StreetTrial(call, await PeerDiagnosis.JudgeAsync(session, await call.RequestAsync(session, LabScene.Stop)));
    }

    private async Task<StreetCall[]> BuildAsync() =>
        (await Peer.BotoAsync("street.py", _lab.Listen())).Deserialize<StreetCall[]>(JsonSerializerOptions.Web)!;
}
