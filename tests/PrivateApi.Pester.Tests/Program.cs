using Microsoft.Testing.Platform.Builder;
using Microsoft.Testing.Platform.Capabilities.TestFramework;
using PrivateApi.Tests.Pester;

ITestApplicationBuilder builder = await TestApplication.CreateBuilderAsync(args);
builder.RegisterTestFramework(_ => new TestFrameworkCapabilities(), (_, _) => new PesterFramework());
using ITestApplication application = await builder.BuildAsync();
return await application.RunAsync();
