using System.Text;
using PrivateApi.Lab.Hosting;

namespace PrivateApi.Tests.Reliability;

/// <summary>Reads from a lab over the wire, with none of the module's clients. The lab may misbehave: it is asked again.</summary>
internal sealed class LabWitness(EmbeddedAws lab) : IDisposable
{
    private readonly HttpClient _client = new(lab.CreateHandler()) { BaseAddress = new Uri("http://127.0.0.1:1/") };

    public Task<string> Ec2Async(string listing) => SendAsync("ec2", "POST", "/", $"Action={listing}&Version=2016-11-15");

    public Task<string> IamAsync(string query) => SendAsync("iam", "POST", "/", $"Action={query}&Version=2010-05-08");

    public Task<string> GetAsync(string service, string path) => SendAsync(service, "GET", path, string.Empty);

    public Task<string> LogsAsync(string operation) => SendAsync("logs", "POST", "/", "{}", $"Logs_20140328.{operation}");

    public void Dispose() => _client.Dispose();

    private async Task<string> SendAsync(string service, string method, string path, string body, string? target = null)
    {
        for (int attempt = 0; ; attempt++)
        {
            using HttpRequestMessage request = new(new HttpMethod(method), path);
            if (body.Length > 0)
            {
                string type = target is null ? "application/x-www-form-urlencoded" : "application/x-amz-json-1.1";
                request.Content = new StringContent(body, Encoding.UTF8, type);
                request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
            }

            string scope = $"Credential=WITNESS/20260101/eu-west-1/{service}/aws4_request";
            request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature=0");
            request.Headers.Add("Accept", "application/json");
            try
            {
                using HttpResponseMessage response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
                string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return text;
                }

                bool isWorthAsking = (int)response.StatusCode >= 500 && attempt < 100;
                Assert.True(isWorthAsking, $"{service} {path} {body}: {(int)response.StatusCode} {text}");
            }
            catch (HttpRequestException)
            {
                Assert.True(attempt < 100, $"{service} {path} was never answered.");
            }
        }
    }
}
