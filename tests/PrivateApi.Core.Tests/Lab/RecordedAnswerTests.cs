using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab;

/// <summary>
/// The lab against answers that AWS itself gave. The expectations are recorded facts; each scene of the scripts names its recording and
/// date. docs/fidelity.md says what agrees over all recordings, what does not, and why.
/// </summary>
public sealed class RecordedAnswerTests
{
    [Fact]
    public async Task Rest_apis_are_created_changed_imported_and_refused_as_recorded()
    {
        using EmbeddedAws lab = new();
        Assert.Equal(24, (await Peer.BotoAsync("recorded_rest.py", lab.Listen())).GetProperty("scenes").GetInt32());
    }

    [Fact]
    public async Task Calls_of_deployed_apis_are_answered_as_recorded()
    {
        using EmbeddedAws lab = new(new LabOptions { AllowBackend = ["127.0.0.1"] });
        Assert.Equal(14, (await Peer.BotoAsync("recorded_calls.py", lab.Listen())).GetProperty("scenes").GetInt32());
    }

    [Fact]
    public async Task Roles_sessions_resolvers_networks_and_logs_answer_as_recorded()
    {
        using EmbeddedAws lab = new();
        Assert.Equal(13, (await Peer.BotoAsync("recorded_others.py", lab.Listen())).GetProperty("scenes").GetInt32());
    }

    [Fact]
    public async Task Functions_are_named_changed_tagged_and_refused_as_recorded()
    {
        using EmbeddedAws lab = new();
        Assert.Equal(7, (await Peer.BotoAsync("recorded_lambda.py", lab.Listen())).GetProperty("scenes").GetInt32());
    }
}
