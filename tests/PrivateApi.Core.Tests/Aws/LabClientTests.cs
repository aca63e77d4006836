using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Lab.Hosting;

namespace PrivateApi.Tests.Aws;

/// <summary>Our clients against the lab, in process and over its socket.</summary>
public sealed class LabClientTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task An_api_lives_from_creation_to_deletion(bool socket) => RunAsync(socket, ClientScenarios.ApiAsync);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_definition_is_imported(bool socket) => RunAsync(socket, ClientScenarios.ImportAsync);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_role_lives_from_creation_to_deletion(bool socket) => RunAsync(socket, ClientScenarios.RoleAsync);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_function_lives_from_creation_to_deletion(bool socket) => RunAsync(socket, ClientScenarios.FunctionAsync);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Names_are_read_and_refused(bool socket) => RunAsync(socket, ClientScenarios.NamesAsync);

    [Fact]
    public Task The_lab_is_not_paced_unless_it_throttles() =>
        RunAsync(
            false,
            async session =>
            {
                long start = TimeProvider.System.GetTimestamp();
                for (int api = 0; api < 4; api++)
                {
                    CreateRestApiResponse made = await session.ApiGateway.CreateRestApiAsync(
                        new CreateRestApiRequest
                        {
                            Name = "a",
                            EndpointConfiguration = new EndpointConfiguration { Types = ["PRIVATE"] },
                        },
                        Stop
                    );
                    await session.ApiGateway.DeleteRestApiAsync(new DeleteRestApiRequest { RestApiId = made.Id }, Stop);
                }

                Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(20));
            }
        );

    private static async Task RunAsync(bool socket, Func<AwsSession, Task> scenario)
    {
        using EmbeddedAws lab = new();
        AwsConnection connection = socket
            ? new AwsConnection
            {
                EndpointUrl = lab.Listen(),
                Region = "eu-west-1",
                IsLab = true,
                Pacer = new Pacer(TimeProvider.System),
            }
            : new AwsConnection
            {
                EndpointUrl = new Uri("http://127.0.0.1:9/"),
                Handler = lab.CreateHandler(),
                Region = "eu-west-1",
                IsLab = true,
                Pacer = new Pacer(TimeProvider.System),
            };
        using AwsSession session = AwsSession.Open(connection);
        await scenario(session);
    }
}
