using System.Net;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Lab.Hosting;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;
using PrivateApi.Tests.Calls;

namespace PrivateApi.Tests.Lab.RestApis;

/// <summary>Reads and changes among many APIs and many changes of them.</summary>
public sealed class ApiChangeTests : IDisposable
{
    // hashicorp/terraform-provider-aws issues 45905 and 776.
    private const string InProgress =
        "There is already an update in progress. Please wait until the current update finishes before making another request.";
    private const string Concurrent = "Unable to complete operation due to concurrent modification. Please try again later.";

    private readonly EmbeddedAws _lab = new();
    private readonly WireTap _tap;
    private readonly AwsSession _session;
    private readonly NoticeLog _progress = new();

    public ApiChangeTests()
    {
        _tap = new WireTap(new ShortPages(_lab.CreateHandler(), "/restapis"));
        _session = AwsSession.Open(
            new AwsConnection
            {
                Handler = _tap,
                EndpointUrl = new Uri("http://localhost/"),
                Pacer = new Pacer(TimeProvider.System),
                Region = "eu-west-1",
                IsLab = true,
            }
        );
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _session.Dispose();
        _tap.Dispose();
        _lab.Dispose();
    }

    [Fact]
    public async Task An_API_is_found_on_whatever_page_it_stands()
    {
        string[] names = ["cats", "dogs", "pets"];
        Dictionary<string, string> made = [];
        foreach (string name in names)
        {
            made[name] = await NewApiAsync(name);
        }

        foreach (string name in names)
        {
            Assert.Equal(made[name], (await new Apis(_session).GetByNameAsync(name, Stop)).Id);
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "BadRequestException", InProgress)]
    [InlineData(HttpStatusCode.Conflict, "ConflictException", Concurrent)]
    [InlineData(HttpStatusCode.NotFound, "NotFoundException", "Invalid API identifier specified 123456789012:abcdef1234")]
    public async Task A_change_that_API_Gateway_refuses_for_now_is_made_again(HttpStatusCode status, string code, string message)
    {
        string id = await NewApiAsync("pets");
        int left = 2;
        _tap.Answer = (operation, _) => operation == $"PATCH /restapis/{id}" && left-- > 0 ? Refusal(status, code, message) : null;
        await ChangeAsync(id);
        Assert.Equal("new", (await new Apis(_session).GetRestApiAsync(id, Stop)).Description);
        Assert.Equal(3, _tap.Count($"PATCH /restapis/{id}"));
    }

    /// <summary>Some wrong input is answered with the same words (hashicorp/terraform-provider-aws issue 27027).</summary>
    [Fact]
    public async Task A_concurrent_modification_that_does_not_end_is_an_error()
    {
        string id = await NewApiAsync("pets");
        _tap.Answer = (operation, _) =>
            operation == $"PATCH /restapis/{id}" && _tap.Count(operation) <= 7
                ? Refusal(HttpStatusCode.Conflict, "ConflictException", Concurrent)
                : null;
        AmazonServiceException refused = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => ChangeAsync(id));
        Assert.Equal("ConflictException", refused.ErrorCode);
        Assert.InRange(_tap.Count($"PATCH /restapis/{id}"), 2, 7);
    }

    private static HttpResponseMessage Refusal(HttpStatusCode status, string code, string message)
    {
        HttpResponseMessage answer = new(status) { Content = new StringContent($$"""{"message":"{{message}}"}""") };
        answer.Headers.TryAddWithoutValidation("x-amzn-ErrorType", code);
        return answer;
    }

    private async Task<string> NewApiAsync(string name) =>
        (
            await _session.ApiGateway.CreateRestApiAsync(
                new CreateRestApiRequest
                {
                    Name = name,
                    EndpointConfiguration = new EndpointConfiguration { Types = ["PRIVATE"] },
                },
                Stop
            )
        ).Id;

    private Task<UpdateRestApiResponse> ChangeAsync(string id) =>
        new ApiChanges(_session).PatchAsync(
            id,
            [
                new PatchOperation
                {
                    Op = "replace",
                    Path = "/description",
                    Value = "new",
                },
            ],
            _progress,
            Stop
        );
}
