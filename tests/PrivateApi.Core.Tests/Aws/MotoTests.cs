using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Aws;

/// <summary>Our clients against an AWS that did not grow up with them.</summary>
public sealed class MotoTests(MotoServer moto) : IClassFixture<MotoServer>
{
    [Fact]
    public Task An_api_lives_from_creation_to_deletion() => RunAsync(ClientScenarios.ApiAsync);

    [Fact]
    public Task A_definition_is_imported() => RunAsync(ClientScenarios.ImportAsync);

    [Fact]
    public Task A_role_lives_from_creation_to_deletion() => RunAsync(ClientScenarios.RoleAsync);

    [Fact]
    public Task A_function_lives_from_creation_to_deletion() => RunAsync(ClientScenarios.FunctionAsync);

    [Fact]
    public Task Names_are_read_and_refused() => RunAsync(ClientScenarios.NamesAsync);

    private async Task RunAsync(Func<AwsSession, Task> scenario)
    {
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                EndpointUrl = moto.Url,
                Region = "eu-west-1",
                AccessKey = "AKIDMOTO",
                SecretKey = "secret",
                Pacer = new Pacer(new InstantClock()),
            }
        );
        await scenario(session);
    }
}
