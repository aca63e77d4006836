using System.Net;
using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Aws.Doubles;

namespace PrivateApi.Tests.Aws;

/// <summary>Our pace against somebody else's count of it: a lab that throttles at AWS's limits, on the same clock.</summary>
public sealed class ThrottledLabTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_call_is_refused_however_many_there_are()
    {
        InstantClock clock = new();
        using EmbeddedAws lab = new(new LabOptions { Throttle = true, Clock = clock });
        using RefusalCounter counter = new(lab.CreateHandler());
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                EndpointUrl = new Uri("http://127.0.0.1:9/"),
                Handler = counter,
                Region = "eu-west-1",
                IsLab = true,
                Pacer = new Pacer(clock),
            }
        );
        List<string> made = [];
        for (int api = 0; api < 4; api++)
        {
            made.Add(
                (
                    await session.ApiGateway.CreateRestApiAsync(
                        new CreateRestApiRequest
                        {
                            Name = $"a{api}",
                            EndpointConfiguration = new EndpointConfiguration { Types = ["PRIVATE"] },
                        },
                        Stop
                    )
                ).Id
            );
        }

        for (int call = 0; call < 60; call++)
        {
            await session.ApiGateway.GetResourcesAsync(new GetResourcesRequest { RestApiId = made[0] }, Stop);
            await session.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = made[0] }, Stop);
        }

        DescribeVpcsResponse vpcs = await session.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest(), Stop);
        for (int endpoint = 0; endpoint < 6; endpoint++)
        {
            await session.Ec2.CreateVpcEndpointAsync(
                new CreateVpcEndpointRequest
                {
                    VpcId = vpcs.Vpcs[0].VpcId,
                    ServiceName = "com.amazonaws.eu-west-1.execute-api",
                    VpcEndpointType = "Interface",
                    PrivateDnsEnabled = false,
                },
                Stop
            );
        }

        foreach (string id in made)
        {
            await session.ApiGateway.DeleteRestApiAsync(new DeleteRestApiRequest { RestApiId = id }, Stop);
        }

        Assert.True(counter.Calls > 120);
        Assert.Equal(0, counter.Refused);
    }

    [Fact]
    public async Task A_hundred_creations_deployments_and_deletions_from_five_runspaces_meet_no_refusal_and_no_idle_time()
    {
        const int Runspaces = 5;
        const int Each = 20;
        SharedClock clock = new(Runspaces);
        using EmbeddedAws lab = new(new LabOptions { Throttle = true, Clock = clock });
        using RefusalCounter counter = new(lab.CreateHandler());
        Pacer pacer = new(clock);
        DateTimeOffset start = clock.GetUtcNow();
        await Task.WhenAll(
            Enumerable
                .Range(0, Runspaces)
                .Select(runspace =>
                    Task.Run(
                        async () =>
                        {
                            try
                            {
                                using AwsSession session = AwsSession.Open(
                                    new AwsConnection
                                    {
                                        EndpointUrl = new Uri("http://127.0.0.1:9/"),
                                        Handler = counter,
                                        Region = "eu-west-1",
                                        IsLab = true,
                                        Pacer = pacer,
                                    }
                                );
                                List<string> made = [];
                                for (int api = 0; api < Each; api++)
                                {
                                    made.Add(
                                        (
                                            await session.ApiGateway.CreateRestApiAsync(
                                                new CreateRestApiRequest
                                                {
                                                    Name = $"a{runspace}-{api}",
                                                    EndpointConfiguration = new EndpointConfiguration { Types = ["PRIVATE"] },
                                                },
                                                Stop
                                            )
                                        ).Id
                                    );
                                }

                                foreach (string id in made)
                                {
                                    // Without a method it is refused, which counts against the limit all the same.
                                    await Assert.ThrowsAnyAsync<Amazon.Runtime.AmazonServiceException>(() =>
                                        session.ApiGateway.CreateDeploymentAsync(new CreateDeploymentRequest { RestApiId = id }, Stop)
                                    );
                                }

                                foreach (string id in made)
                                {
                                    await session.ApiGateway.DeleteRestApiAsync(new DeleteRestApiRequest { RestApiId = id }, Stop);
                                }
                            }
                            finally
                            {
                                clock.Rest();
                            }
                        },
                        Stop
                    )
                )
        );
        Assert.Equal(0, counter.Refused);

        // "Amazon API Gateway quotas": one creation in 3 s, one deployment in 5 s, one deletion in 30 s, at 95 % of that.
        const double Least = (Runspaces * Each * 30) - 30;
        Assert.InRange((clock.GetUtcNow() - start).TotalSeconds, Least, (Runspaces * Each * (3 + 5 + 30)) / 0.94);
    }

    private sealed class RefusalCounter(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private int _calls;
        private int _refused;

        public int Calls => _calls;

        public int Refused => _refused;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
            Interlocked.Increment(ref _calls);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
            {
                Interlocked.Increment(ref _refused);
            }

            return answer;
        }
    }
}
